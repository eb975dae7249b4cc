import { from, toArray } from 'rxjs';
import { membership } from '../../../src/plugins/common/membership.js';
import { type Participant } from '../../../src/plugins/videoroom/participant.js';

const named = (names: string): readonly Participant[] =>
  Array.from(names, (id) => ({ id, publishing: false }));

describe('who came and went', () => {
  it.each([
    [['', 'ab'], '+a +b'],
    [['ab', 'bc'], '-a +c'],
    [['ab'], ''],
    [['ab', 'ba'], ''],
    [['a', 'ab', 'b', ''], '+b -a -b'],
  ])('of %j is %j', (lists, told) => {
    let seen: string[] = [];
    from(lists.map(named))
      .pipe(membership<'id', Participant>('id'), toArray())
      .subscribe((all) => {
        seen = all.map(({ kind, participant }) => (kind === 'joined' ? '+' : '-') + String(participant.id));
      });
    expect(seen.join(' ')).toBe(told);
  });

  it('tells somebody as they were last', () => {
    const ann = { id: 1, display: 'Ann', publishing: true };
    const told: unknown[] = [];
    from([[{ ...ann, publishing: false }], [ann], []])
      .pipe(membership<'id', Participant>('id'))
      .subscribe((one) => told.push(one));
    expect(told).toEqual([{ kind: 'left', participant: ann }]);
  });
});
