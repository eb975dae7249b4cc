// A jest reporter that keeps the numbers of individual tests in a file, so that they survive an early end of jest.
import { writeFileSync } from 'node:fs';

export default class CountTests {
  #counts = { passed: 0, failed: 0, skipped: 0, broken: 0 };

  onRunStart() {
    this.#write();
  }

  onTestResult(_, result) {
    this.#counts.passed += result.numPassingTests;
    this.#counts.failed += result.numFailingTests;
    this.#counts.skipped += result.numPendingTests + result.numTodoTests;
    this.#counts.broken += result.testExecError ? 1 : 0;
    this.#write();
  }

  #write() {
    const file = process.env.TEST_COUNTS_FILE;
    if (file) writeFileSync(file, JSON.stringify(this.#counts));
  }
}
