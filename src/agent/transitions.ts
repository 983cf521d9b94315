import * as z from 'zod';
import { AppKey } from '../protocol/app';
import { sameApp } from '../protocol/app-identity';
import { KeptFile } from './kept-file';

const Launch = z.object({
  instanceType: z.string(),
  image: z
    .object({
      imageArn: z.string().exactOptional(),
      versionArn: z.string().exactOptional(),
      versionAlias: z.string().exactOptional(),
    })
    .exactOptional(),
  lifecycleConfigArn: z.string().exactOptional(),
});

/** An app that is being started, or stopped to be started otherwise: what is to be done, not how far it is. */
export const Transition = z.object({
  kind: z.enum(['start-app', 'restart-app']),
  key: AppKey,
  spec: Launch,
  /** What it ran on before, for a restart. */
  before: z.string().exactOptional(),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
});
export type Transition = z.infer<typeof Transition>;

/** Whatever else is in the list, as of another version, costs itself and is left there. */
const Kept = z.array(z.unknown());

const understood = (kept: unknown) => Transition.safeParse(kept).data;

/**
 * Transitions that are going on, kept on the home volume: an agent that is started again finishes what another began.
 * How far each is, DescribeApp tells.
 */
export class Transitions {
  constructor(file: string, log: (line: string) => void) {
    this.file = new KeptFile(file, Kept, log);
  }

  /**
   * What was going on when the agent ended, no older than `longest` milliseconds: a later start would surprise. Where the
   * clock has been set back since, as far ahead. What is older is forgotten, or a clock that is set could make it young again.
   */
  async unfinished(now: number, longest: number): Promise<Transition[]> {
    const all = (await this.file.read()) ?? [];
    const isYoung = ({ startedAt }: Transition) => Math.abs(now - startedAt) < longest;
    const left = all.filter((kept) => {
      const transition = understood(kept);
      return !transition || isYoung(transition);
    });
    if (left.length < all.length) await this.file.write(left);
    return left.flatMap((kept) => understood(kept) ?? []);
  }

  begin(transition: Transition): Promise<void> {
    return this.change((others) => [...others, transition], transition);
  }

  end(transition: Transition): Promise<void> {
    return this.change((others) => others, transition);
  }

  /** One change after another: each reads what the last has written. */
  private change(next: (others: unknown[]) => unknown[], { key }: Transition): Promise<void> {
    const work = this.turn.then(async () => {
      const all = (await this.file.read()) ?? [];
      const others = all.filter((kept) => {
        const other = understood(kept);
        return !other || !sameApp(other.key, key);
      });
      await this.file.write(next(others));
    });
    this.turn = work.catch(() => undefined);
    return work;
  }

  private readonly file: KeptFile<typeof Kept>;
  private turn: Promise<void> = Promise.resolve();
}
