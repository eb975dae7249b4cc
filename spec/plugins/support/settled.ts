// A plugin's fold as a handle uses it: an equal state is no other state.
import { type PluginState } from 'rxjs-janus';
import { isSame } from '../../../src/handle/same.js';

export const settled =
  <S>(fold: PluginState<S>['fold']): PluginState<S>['fold'] =>
  (state, input) => {
    const next = fold(state, input);
    return isSame(state, next) ? state : next;
  };
