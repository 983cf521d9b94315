import path from 'node:path';
import { run, type Ran } from '../child-process';
import type { Whereabouts, Runtime } from '../configuration';
import { errorCode } from '../error-code';
import { NoticeError } from '../notices';
import { say } from '../../protocol/message';

export interface GitParts {
  whereabouts: Pick<Whereabouts, 'variables'>;
  runtime: Pick<Runtime, 'ending'>;
}

/** One setting for one run, after all that is configured elsewhere. Never a secret: other processes can see it. */
export type GitSetting = readonly [key: string, value: string];

export interface GitOptions {
  /** Milliseconds. */
  timeout: number;
  /** The clone that it is about. Without one, no repository's configuration counts, wherever the agent runs. */
  folder?: string;
  settings?: readonly GitSetting[];
  stdin?: string;
  /** What git's children can read from descriptor 3. */
  inherited?: string;
  /** Characters of each output that are kept, the last ones. */
  kept?: number;
  onStderr?: (text: string) => void;
  /** Ends it. */
  cancelled?: AbortSignal;
  /** Nothing is asked of any server, not even the objects that a partial clone lacks. */
  offline?: true;
}

/**
 * Runs git to its end, with its texts in English and without a prompt that nobody could answer: what is asked for and
 * not stored is an error at once. Rejects in the reader's words where there is no git; a failure of git is resolved.
 */
export async function git(
  { whereabouts, runtime }: GitParts,
  words: string[],
  { settings = [], offline, folder, ...options }: GitOptions,
): Promise<Ran> {
  try {
    return await run('git', words, {
      ...options,
      folder: folder ?? '/',
      variables: {
        ...variables(whereabouts.variables, settings),
        ...(folder === undefined ? noRepository : { GIT_CEILING_DIRECTORIES: path.dirname(folder) }),
        ...(offline && { GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' }),
      },
      ending: runtime.ending,
    });
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    throw new NoticeError({
      code: 'failed',
      message: say('no-git'),
      remedy: say('ask-for-git'),
    });
  }
}

/** `/` may be in somebody's repository, too. */
const noRepository = { GIT_DIR: '/dev/null' };

/** Which repository git is in is not for the process that started the agent to say (`git rev-parse --local-env-vars`). */
const ofSomeRepository =
  /^GIT_(ALTERNATE_OBJECT_DIRECTORIES|OBJECT_DIRECTORY|DIR|WORK_TREE|IMPLICIT_WORK_TREE|GRAFT_FILE|INDEX_FILE|NO_REPLACE_OBJECTS|REPLACE_REF_BASE|PREFIX|SHALLOW_FILE|COMMON_DIR|INTERNAL_SUPER_PREFIX|NAMESPACE|CONFIG)$/;
/** A trace that somebody asked for elsewhere would write into what we read, and could hold what is told to a server. */
const traced = /^GIT_(TRACE|CURL_VERBOSE)/;

function variables(
  given: GitParts['whereabouts']['variables'],
  settings: readonly GitSetting[],
): Record<string, string | undefined> {
  const kept = Object.entries(given).filter(([name]) => !traced.test(name) && !ofSomeRepository.test(name));
  const first = Number.parseInt(given['GIT_CONFIG_COUNT'] ?? '0', 10) || 0;
  const configured = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${first + index}`, key] as const,
    [`GIT_CONFIG_VALUE_${first + index}`, value] as const,
  ]);
  return {
    ...Object.fromEntries([...kept, ...configured]),
    ...(settings.length > 0 && { GIT_CONFIG_COUNT: String(first + settings.length) }),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GCM_INTERACTIVE: 'never',
    GIT_PAGER: 'cat',
    GIT_EDITOR: ':',
    GIT_SEQUENCE_EDITOR: ':',
  };
}
