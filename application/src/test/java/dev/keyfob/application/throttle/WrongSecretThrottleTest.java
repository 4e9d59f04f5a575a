package dev.keyfob.application.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.SettableClock;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.token.TokenDigest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whoever waits here waits for minutes. So only a full queue refuses anyone, however slow the machine is.
 *
 * <p>The timeout has its own thread because a broken throttle can deadlock, and not every wait can be interrupted.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WrongSecretThrottleTest {

    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";
    private static final int FREE = 5;

    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-31T12:00:00Z"));
    private final WrongSecretThrottle throttle = throttle(Duration.ofMinutes(4));
    private final ExecutorService callers = Executors.newFixedThreadPool(40);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger lookUps = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    private WrongSecretThrottle throttle(Duration longestWait) {
        return new WrongSecretThrottle(FREE, new LongAdder(), clock, longestWait);
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        callers.shutdownNow();
    }

    @Test
    void a_few_wrong_ones_are_looked_up_side_by_side() {
        List<CompletableFuture<Boolean>> tries = slowTries(HERE, FREE);

        awaitLookUps(FREE);
        goOn.countDown();
        assertThat(tries).allSatisfy(one -> assertThat(one.join()).isFalse());
    }

    @Test
    void after_too_many_two_are_looked_up_at_once() {
        exceed(HERE);
        slowTries(HERE, 30);

        awaitRefused(20);
        awaitLookUps(2);

        assertThat(lookUps).hasValue(2);
    }

    @Test
    void who_waits_too_long_to_be_looked_up_is_sent_away() {
        WrongSecretThrottle impatient = throttle(Duration.ofMillis(1));
        for (int i = 0; i < FREE; i++) {
            impatient.attempt(HERE, secret("wrong " + i), () -> false, found -> found);
        }
        for (int i = 0; i < 2; i++) {
            TokenDigest slow = secret("slow " + i);
            int number = i + 1;
            callers.submit(() -> impatient.attempt(HERE, slow, this::slowLookUp, found -> found));
            awaitLookUps(number);
        }

        assertThatThrownBy(() -> impatient.attempt(HERE, secret("good"), () -> true, found -> found))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_REQUESTS));
    }

    // After a restart no secret counts as recently accepted.
    @Test
    void good_ones_that_were_never_seen_are_let_in_amid_a_flood_of_wrong_ones() {
        exceed(HERE);
        goOn.countDown();
        AtomicBoolean isOver = new AtomicBoolean();
        for (int i = 0; i < 30; i++) {
            TokenDigest wrong = secret("flood " + i);
            callers.submit(() -> {
                while (!isOver.get()) {
                    if (isRefused(HERE, wrong)) {
                        TimeUnit.MILLISECONDS.sleep(1);
                    }
                }
                return null;
            });
        }
        awaitRefused(100);

        for (int i = 0; i < 100; i++) {
            TokenDigest good = secret("good " + i);
            Eventually.isTrue(() -> isLetIn(good));
        }
        isOver.set(true);
    }

    /** Returns false if the queue is full. */
    private boolean isLetIn(TokenDigest good) {
        try {
            return throttle.attempt(HERE, good, () -> true, found -> found);
        } catch (Refusal refusal) {
            return false;
        }
    }

    // Each waiting request occupies a slot that all verifications share.
    @Test
    void few_of_one_address_wait_to_be_looked_up_and_the_others_are_sent_away_at_once() {
        exceed(HERE);

        assertThat(lookedUpOf(List.of(HERE), 30, 20)).isBetween(8, 10);
    }

    @Test
    void few_wait_to_be_looked_up_from_however_many_addresses() {
        List<String> addresses = List.of("192.0.2.11", "192.0.2.12", "192.0.2.13", "192.0.2.14", "192.0.2.15");
        addresses.forEach(this::exceed);

        assertThat(lookedUpOf(addresses, 8, 6)).isBetween(32, 34);
    }

    @Test
    void networks_of_one_site_share_a_line() {
        List<String> addresses = List.of("2001:db8:1:1::1", "2001:db8:1:2::1");
        addresses.forEach(this::exceed);

        assertThat(lookedUpOf(addresses, 8, 6)).isBetween(8, 10);
    }

    /**
     * Presents {@code each} secrets from each address at the same time. The look-ups end only when that number has been
     * refused. Returns how many were looked up: those in a full queue, and the two, or fewer, that had left it.
     */
    private int lookedUpOf(List<String> addresses, int each, int refusedAtOnce) {
        List<CompletableFuture<Boolean>> tries = new ArrayList<>();
        addresses.forEach(address -> tries.addAll(slowTries(address, each)));
        awaitRefused(refusedAtOnce);
        goOn.countDown();
        tries.forEach(CompletableFuture::join);
        return lookUps.get();
    }

    @Test
    void addresses_of_one_ipv6_network_count_together_and_those_of_one_site_with_ten_times_as_many() {
        for (int i = 0; i < FREE; i++) {
            tryWrong("2001:db8:1:1::" + i, i);
        }
        assertThat(isSlowedDown("2001:db8:1:1:ffff::1")).isTrue();
        assertThat(isSlowedDown("2001:db8:1:2::1")).isFalse();

        for (int i = 0; i < 10 * FREE; i++) {
            tryWrong("2001:db8:1:" + i + "::1", i);
        }
        assertThat(isSlowedDown("2001:db8:1:ffff::1")).isTrue();
        assertThat(isSlowedDown("2001:db8:2::1")).isFalse();
    }

    @Test
    void whoever_has_many_addresses_does_not_make_others_forgotten() {
        for (int i = 0; i < 9_000; i++) {
            tryWrong("early " + i, 0);
        }
        clock.advance(Duration.ofSeconds(1));
        exceed(HERE);
        for (int i = 0; i < 1_500; i++) {
            tryWrong("late " + i, 0);
        }

        assertThat(isSlowedDown(HERE)).isTrue();
    }

    @Test
    void fresh_networks_of_a_site_that_is_slowed_down_do_not_make_others_forgotten() {
        exceed(HERE);
        clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 9_900; i++) {
            tryWrong("late " + i, 0);
        }

        for (int i = 0; i < 10 * FREE + 100; i++) {
            tryWrong("2001:db8:1:" + i + "::1", i);
        }

        assertThat(isSlowedDown(HERE)).isTrue();
    }

    @Test
    void a_good_one_that_was_never_seen_gets_its_turn() {
        exceed(HERE);

        assertThat(throttle.attempt(HERE, secret("new and good"), () -> true, found -> found))
                .isTrue();
    }

    @Test
    void one_that_was_good_lately_and_any_other_address_are_not_held_up() {
        TokenDigest good = secret("good");
        throttle.attempt(ELSEWHERE, good, () -> true, found -> found);
        exceed(HERE);
        slowTries(HERE, 30);
        awaitRefused(20);

        assertThat(throttle.attempt(HERE, good, () -> true, found -> found)).isTrue();
        assertThat(throttle.attempt(ELSEWHERE, secret("wrong"), () -> false, found -> found))
                .isFalse();
    }

    @Test
    void one_that_is_good_no_longer_takes_its_turn_again() {
        TokenDigest ended = secret("ended");
        throttle.attempt(HERE, ended, () -> true, found -> found);
        exceed(HERE);
        boolean wasSlowedDown = throttle.isLimited(HERE, ended);
        throttle.attempt(HERE, ended, () -> false, found -> found);

        assertThat(wasSlowedDown).isFalse();
        assertThat(throttle.isLimited(HERE, ended)).isTrue();
    }

    @Test
    void a_minute_later_all_is_as_before() {
        exceed(HERE);
        clock.advance(Duration.ofSeconds(61));

        slowTries(HERE, FREE);

        awaitLookUps(FREE);
    }

    private boolean isSlowedDown(String address) {
        return throttle.isLimited(address, secret("new"));
    }

    private void tryWrong(String address, int number) {
        throttle.attempt(address, secret("wrong " + number), () -> false, found -> found);
    }

    private void exceed(String address) {
        for (int i = 0; i < FREE; i++) {
            tryWrong(address, i);
        }
    }

    /** Presents that many secrets at the same time. Each is looked up, found wrong, or refused. */
    private List<CompletableFuture<Boolean>> slowTries(String address, int number) {
        List<CompletableFuture<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            TokenDigest wrong = secret("slow " + i);
            tries.add(CompletableFuture.supplyAsync(() -> isRefused(address, wrong), callers));
        }
        return tries;
    }

    private boolean isRefused(String address, TokenDigest wrong) {
        try {
            return throttle.attempt(address, wrong, this::slowLookUp, found -> found);
        } catch (Refusal refusal) {
            assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_REQUESTS);
            refused.incrementAndGet();
            return true;
        }
    }

    private boolean slowLookUp() {
        lookUps.incrementAndGet();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void awaitLookUps(int number) {
        Eventually.isTrue(() -> lookUps.get() >= number);
    }

    private void awaitRefused(int number) {
        Eventually.isTrue(() -> refused.get() >= number);
    }

    private static TokenDigest secret(String text) {
        return new TokenDigest(Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 32));
    }
}
