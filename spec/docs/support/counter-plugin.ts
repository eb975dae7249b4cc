import { type Observable } from 'rxjs';
import { type HandleOf, type PluginEvent, type PluginState, definePlugin } from 'rxjs-janus';

interface Adding {
  readonly fields: { readonly by: number };
  readonly reply: { readonly total: number };
}

const state: PluginState<number> = {
  initial: 0,
  fold: (total, input) => (input.kind === 'reply' ? Number(input.reply.data['total']) : total),
  resync: () => ({ verb: 'add', fields: { by: 0 } }), // asked for after a gap
};

const read = ({ data }: PluginEvent) => (data['counter'] === 'told' ? { kind: 'told' as const } : undefined);

export const counter = definePlugin<Readonly<{ add: Adding; later: Adding }>>()({
  package: 'janus.plugin.lua',
  verbs: { add: { repeatable: false }, later: { repeatable: false } },
  errors: { 601: 'NOT_TODAY' },
  state,
  read,
  methods: {
    get total$(): Observable<number> {
      return this.state$;
    },
    get counterEvent$(): Observable<{ readonly kind: 'told' | 'refused' | 'unknown' }> {
      return this.told$;
    },
    add$(by: number) {
      return this.request$('add', { by });
    },
  },
});

export type CounterHandle = HandleOf<typeof counter>;
