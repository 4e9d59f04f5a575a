# Short names for everyday commands; .github/CONTRIBUTING.md has more.
.PHONY: demo pages test one fmt bench

# Runs a server in memory, with sample users.
demo:
	mvn -q -Dquick package
	bootstrap/src/main/scripts/keyfob demo

# Runs the demo with the template sources: a changed template shows when its page is loaded again.
pages:
	mvn -q -Dquick -Ppages package
	java -cp 'bootstrap/target/test-classes:bootstrap/target/keyfob.jar:bootstrap/target/pages/*' \
	  dev.keyfob.bootstrap.Main demo

# Runs the everyday tests; .ci/run has the rest.
test:
	mvn verify

# Runs one test: make one T=PathRulesTest, or T=PathRulesTest#METHOD
one:
	@test -n '$(T)' || { echo 'Say which test: make one T=PathRulesTest' >&2; exit 2; }
	mvn -q test -Dtest='$(T)' -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false

fmt:
	mvn -q spotless:apply

# A short run that shows whether the benchmark works; docs/performance.md has the real measurements. It needs wrk.
bench:
	mvn -q -Pbench package -DskipTests
	java -cp 'bootstrap/target/test-classes:bootstrap/target/keyfob.jar:bootstrap/target/bench/*' dev.keyfob.bench.Main \
	  load --tokens 1000 --rounds 2 --seconds 1 --connections 4 --only /auth
