/** Why a text is no JSON, where the server's own parser (jansson) says so and in its words. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';

  constructor(
    readonly line: number,
    readonly column: number,
    readonly text: string,
  ) {
    super(text);
  }
}
