import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { abortable$ } from '../../src/internal/abortable.js';

describe('abortable', () => {
  it('is cold: nothing starts before the subscription, and each subscription starts anew', async () => {
    const start = jest.fn(() => Promise.resolve(1));
    const once$ = abortable$(start);
    expect(start).not.toHaveBeenCalled();
    await firstValueFrom(once$);
    await firstValueFrom(once$);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it('emits the one value and completes, without aborting', async () => {
    let signal: AbortSignal | undefined;
    const once$ = abortable$((given) => ((signal = given), Promise.resolve('value')));
    await expect(lastValueFrom(once$.pipe(toArray()))).resolves.toEqual(['value']);
    expect(signal?.aborted).toBe(false);
  });

  it('errors with what the promise was rejected with', async () => {
    const error = new Error('no');
    await expect(firstValueFrom(abortable$(() => Promise.reject(error)))).rejects.toBe(error);
  });

  it('aborts the signal when it is unsubscribed from before the end', () => {
    let signal: AbortSignal | undefined;
    const subscription = abortable$(
      (given) => ((signal = given), new Promise<never>(() => undefined)),
    ).subscribe();
    expect(signal?.aborted).toBe(false);
    subscription.unsubscribe();
    expect(signal?.aborted).toBe(true);
  });

  it('tells nothing after it was unsubscribed from', async () => {
    let settle: (value: string) => void = () => undefined;
    const heard: string[] = [];
    const subscription = abortable$(() => new Promise<string>((resolve) => (settle = resolve))).subscribe(
      (value) => heard.push(value),
    );
    subscription.unsubscribe();
    settle('late');
    await Promise.resolve();
    expect(heard).toEqual([]);
  });
});
