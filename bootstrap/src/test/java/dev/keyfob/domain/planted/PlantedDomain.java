package dev.keyfob.domain.planted;

import dev.keyfob.domain.token.TokenId;
import org.slf4j.Logger;

/** Breaks: the_domain_is_plain_java, packages_do_not_go_in_circles. */
public record PlantedDomain(Logger logger, TokenId id) {}
