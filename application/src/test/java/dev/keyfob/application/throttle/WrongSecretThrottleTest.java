package dev.keyfob.application.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.CompletionException;
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

/** The timeout has its own thread because a broken throttle can deadlock, and not every wait can be interrupted. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WrongSecretThrottleTest {

    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";
    private static final int FREE = 5;

    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-31T12:00:00Z"));
    private final LongAdder refusals = new LongAdder();
    private final WrongSecretThrottle throttle = new WrongSecretThrottle(FREE, refusals, clock);
    private final ExecutorService callers = Executors.newFixedThreadPool(40);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger lookUps = new AtomicInteger();

    @AfterEach
    void stop() {
        goOn.countDown();
        callers.shutdownNow();
    }

    @Test
    void a_few_wrong_ones_are_looked_up_side_by_side() throws Exception {
        List<CompletableFuture<Boolean>> tries = slowTries(HERE, FREE);

        awaitLookUps(FREE);
        goOn.countDown();
        assertThat(tries).allSatisfy(one -> assertThat(one.join()).isFalse());
    }

    @Test
    void after_too_many_few_are_looked_up_at_once_and_a_crowd_of_wrong_ones_is_sent_away() throws Exception {
        exceed(HERE);

        List<CompletableFuture<Boolean>> tries = slowTries(HERE, 30);
        List<Throwable> sentAway = new ArrayList<>();
        for (CompletableFuture<Boolean> one : tries) {
            one.whenComplete((found, thrown) -> {
                if (thrown != null) {
                    synchronized (sentAway) {
                        sentAway.add(thrown);
                    }
                }
            });
        }
        awaitLookUps(2);
        TimeUnit.MILLISECONDS.sleep(50);
        int atOnce = lookUps.get();
        goOn.countDown();
        tries.forEach(WrongSecretThrottleTest::joinQuietly);

        assertThat(atOnce).isEqualTo(2);
        assertThat(sentAway)
                .hasSizeGreaterThan(10)
                .allSatisfy(thrown -> assertThat(((Refusal) ((CompletionException) thrown).getCause()).reason())
                        .isEqualTo(Reason.TOO_MANY_REQUESTS));
    }

    // After a restart no secret counts as recently accepted.
    @Test
    void good_ones_that_were_never_seen_are_let_in_amid_a_flood_of_wrong_ones() throws Exception {
        exceed(HERE);
        goOn.countDown();
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger sentAway = new AtomicInteger();
        for (int i = 0; i < 30; i++) {
            TokenDigest wrong = secret("flood " + i);
            callers.submit(() -> {
                while (!isOver.get()) {
                    try {
                        throttle.attempt(HERE, wrong, this::slowLookUp, found -> found);
                    } catch (Refusal refusal) {
                        sentAway.incrementAndGet();
                        TimeUnit.MILLISECONDS.sleep(1);
                    }
                }
                return null;
            });
        }
        while (sentAway.get() < 100) {
            TimeUnit.MILLISECONDS.sleep(5);
        }

        for (int i = 0; i < 100; i++) {
            assertThat(patiently(secret("good " + i))).isTrue();
        }
        isOver.set(true);
    }

    /** Retries while the queue is full. */
    private boolean patiently(TokenDigest good) throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            try {
                return throttle.attempt(HERE, good, () -> true, found -> found);
            } catch (Refusal refusal) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        return false;
    }

    // Each waiting request occupies a slot that all verifications share.
    @Test
    void few_of_one_address_wait_to_be_looked_up_and_the_others_are_sent_away_at_once() throws Exception {
        exceed(HERE);

        int atOnce = sentAwayAtOnce(List.of(HERE), 30);

        // The two that are being looked up are in the queue for a moment.
        assertThat(atOnce).isBetween(20, 22);
    }

    @Test
    void few_wait_to_be_looked_up_from_however_many_addresses() throws Exception {
        List<String> addresses = List.of("192.0.2.11", "192.0.2.12", "192.0.2.13", "192.0.2.14", "192.0.2.15");
        addresses.forEach(this::exceed);

        int atOnce = sentAwayAtOnce(addresses, 8);

        assertThat(atOnce).isBetween(6, 8);
    }

    @Test
    void networks_of_one_site_share_a_line() throws Exception {
        List<String> addresses = List.of("2001:db8:1:1::1", "2001:db8:1:2::1");
        addresses.forEach(this::exceed);

        int atOnce = sentAwayAtOnce(addresses, 8);

        assertThat(atOnce).isBetween(6, 8);
    }

    /** Presents {@code each} secrets from each address at the same time, while two look-ups do not end. */
    private int sentAwayAtOnce(List<String> addresses, int each) throws InterruptedException {
        AtomicInteger sentAway = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(addresses.size() * each - 2);
        for (String address : addresses) {
            for (int i = 0; i < each; i++) {
                TokenDigest wrong = secret(address + i);
                callers.submit(() -> {
                    long begun = System.nanoTime();
                    try {
                        throttle.attempt(address, wrong, this::slowLookUp, found -> found);
                    } catch (Refusal refusal) {
                        if (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(700)) {
                            sentAway.incrementAndGet();
                        }
                        over.countDown();
                    }
                });
            }
        }
        over.await();
        return sentAway.get();
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

        CompletableFuture<?>[] crowd = slowTries(HERE, 30).toArray(CompletableFuture[]::new);

        assertThat(CompletableFuture.anyOf(crowd))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(Refusal.class);
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
    void one_that_was_good_lately_and_any_other_address_are_not_held_up() throws Exception {
        TokenDigest good = secret("good");
        throttle.attempt(ELSEWHERE, good, () -> true, found -> found);
        exceed(HERE);
        slowTries(HERE, 30);
        awaitLookUps(1);

        assertThat(throttle.attempt(HERE, good, () -> true, found -> found)).isTrue();
        assertThat(throttle.attempt(ELSEWHERE, secret("wrong"), () -> false, found -> found))
                .isFalse();
    }

    @Test
    void one_that_is_good_no_longer_takes_its_turn_again() throws Exception {
        TokenDigest ended = secret("ended");
        throttle.attempt(HERE, ended, () -> true, found -> found);
        throttle.attempt(HERE, ended, () -> false, found -> found);
        exceed(HERE);
        List<CompletableFuture<Boolean>> crowd = slowTries(HERE, 30);
        awaitLookUps(1);
        CompletableFuture.anyOf(crowd.toArray(CompletableFuture[]::new))
                .handle((one, thrown) -> one)
                .join();

        assertThatThrownBy(() -> throttle.attempt(HERE, ended, () -> false, found -> found))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_minute_later_all_is_as_before() throws Exception {
        exceed(HERE);
        clock.advance(Duration.ofSeconds(61));

        slowTries(HERE, FREE);

        awaitLookUps(FREE);
    }

    /** Only without throttling can three look-ups run at once. */
    private boolean isSlowedDown(String address) {
        CountDownLatch together = new CountDownLatch(3);
        List<CompletableFuture<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            TokenDigest good = secret(address + i);
            tries.add(CompletableFuture.supplyAsync(
                    () -> throttle.attempt(address, good, () -> await(together), found -> true), callers));
        }
        return tries.stream().map(CompletableFuture::join).anyMatch(metOthers -> !metOthers);
    }

    private static boolean await(CountDownLatch together) {
        together.countDown();
        try {
            return together.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void tryWrong(String address, int number) {
        throttle.attempt(address, secret("wrong " + number), () -> false, found -> found);
    }

    private void exceed(String address) {
        for (int i = 0; i < FREE; i++) {
            tryWrong(address, i);
        }
    }

    private List<CompletableFuture<Boolean>> slowTries(String address, int number) {
        List<CompletableFuture<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            TokenDigest wrong = secret("slow " + i);
            tries.add(CompletableFuture.supplyAsync(
                    () -> throttle.attempt(address, wrong, this::slowLookUp, found -> found), callers));
        }
        return tries;
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

    private void awaitLookUps(int number) throws InterruptedException {
        for (int i = 0; i < 1000 && lookUps.get() < number; i++) {
            Thread.sleep(5);
        }
        assertThat(lookUps).hasValueGreaterThanOrEqualTo(number);
    }

    private static void joinQuietly(CompletableFuture<Boolean> one) {
        one.handle((found, thrown) -> found).join();
    }

    private static TokenDigest secret(String text) {
        return new TokenDigest(Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 32));
    }
}
