# Counts test cases in CTest's LastTest.log: a doctest program counts its cases, any other test counts one.
# A program that failed without a failed case (it crashed, leaked, or ran out of time) counts one failure more.
# Prints "PASSED FAILED".
/^[0-9]+\/[0-9]+ Testing: / { cases = 0; good = 0; bad = 0 }
/^\[doctest\] test cases:/ {
  line = $0
  gsub(/\033\[[0-9;]*m/, "", line)
  split(line, part, "|")
  good += part[2] + 0
  bad += part[3] + 0
  cases = 1
}
# Node's own test runner, in TAP: one line a file at the margin, its cases further in.
/^ *(not )?ok [0-9]+ - / { if ($1 == "not") bad += 1; else good += 1; cases = 1 }
/^Test Passed\./ { if (!cases) good = 1; passed += good; failed += bad }
/^Test Failed\./ { if (bad == 0) bad = 1; passed += good; failed += bad }
END { printf "%d %d\n", passed, failed }
