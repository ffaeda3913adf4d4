/** What is wrong with a row of a csv file; its reader adds the place. */
export class CsvProblem extends Error {
  override readonly name = 'CsvProblem';
}
