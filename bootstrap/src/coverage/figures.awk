# One line from JaCoCo's table of classes: 6 and 7 are branches missed and covered, 8 and 9 lines.
NR > 1 {
  missedBranches += $6
  coveredBranches += $7
  missedLines += $8
  coveredLines += $9
}

END {
  printf "coverage: lines %.1f %%, branches %.1f %%\n",
    100 * coveredLines / (coveredLines + missedLines), 100 * coveredBranches / (coveredBranches + missedBranches)
}
