import imported from 'rxjs-websockets';

type MakeObservable = typeof imported;

/**
 * The one import of rxjs-websockets. It is CommonJS with an ES module field: Node's ES modules see its
 * exports object, whose `default` is the function, and bundlers see the function.
 * A call that is marked as pure, so that a bundle without a WebSocket has none of it.
 */
export const makeWebSocketObservable = /* @__PURE__ */ (() =>
  typeof imported === 'function'
    ? imported
    : (imported as unknown as { readonly default: MakeObservable }).default)();
