import imported from 'rxjs-websockets';

type MakeObservable = typeof imported;

/**
 * The one import of rxjs-websockets. It is CommonJS with an ES module field: Node's ES modules see its
 * exports object, whose `default` is the function, and bundlers see the function.
 */
export const makeWebSocketObservable: MakeObservable =
  typeof imported === 'function'
    ? imported
    : (imported as unknown as { readonly default: MakeObservable }).default;
