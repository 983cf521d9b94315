import * as z from 'zod';
import { Environment } from '../../../protocol/environment';
import { section } from '../../../protocol/notice';
import { CommandError } from '../../host';
import type { AgentClient } from '../agent-client';
import { plainText } from '../../../protocol/plain-text';

export const Environments = section(z.array(Environment));

/** The environment that a name or a folder names. Throws a CommandError where there is none, or more than one. */
export async function environmentNamed(agent: AgentClient, name: string): Promise<Environment> {
  const found = await agent.get('api/environments', Environments);
  if (found.state === 'missing')
    throw new CommandError(plainText(found.notices.map(({ message }) => message).join(' ')));
  const named = found.value.filter((one) => one.prefix === name || one.name === name);
  const [first, ...others] = named;
  if (!first) {
    const names = found.value.map((one) => one.name).join(', ') || 'none';
    throw new CommandError(`no environment ${JSON.stringify(name)}; choose one of: ${plainText(names)}`);
  }
  if (others.length === 0) return first;
  throw new CommandError(
    `several environments are called ${name}; name its folder: ${named.map((one) => one.prefix).join(', ')}`,
  );
}
