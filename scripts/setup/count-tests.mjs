// A jest reporter that keeps the numbers of individual tests, and the files that failed, in a file, so that they survive
// an early end of jest.
import { writeFileSync } from 'node:fs';

export default class CountTests {
  #counts = { passed: 0, failed: 0, skipped: 0, broken: 0, files: [] };

  onRunStart() {
    this.#write();
  }

  onTestResult(_, result) {
    this.#counts.passed += result.numPassingTests;
    this.#counts.failed += result.numFailingTests;
    this.#counts.skipped += result.numPendingTests + result.numTodoTests;
    this.#counts.broken += result.testExecError ? 1 : 0;
    if (result.numFailingTests > 0 || result.testExecError) this.#counts.files.push(result.testFilePath);
    this.#write();
  }

  #write() {
    const file = process.env.TEST_COUNTS_FILE;
    if (file) writeFileSync(file, JSON.stringify(this.#counts));
  }
}
