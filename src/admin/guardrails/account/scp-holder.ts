import type { Organizations } from '../../../aws/organizations';
import {
  attachScp,
  changeScp,
  createScp,
  deleteScp,
  detachScp,
  listScps,
  scpsOfTarget,
  scpText,
  tagsOfScp,
} from '../../../aws/service-control-policy';
import { StepError } from '../../converge/failure';
import { type PolicyRef, targetTag } from '../attach/policy';
import type { Holder } from './holder';

/** The id of a policy of the file's; nothing where there is none. Names are unique in an organization. */
async function idOf(organizations: Organizations, { name, studio }: PolicyRef): Promise<string | undefined> {
  const found = (await listScps(organizations)).find((one) => one.name === name);
  if (!found) return undefined;
  if ((await tagsOfScp(organizations, found.id))['studiolo:studio'] === studio) return found.id;
  throw new StepError(
    `there is a service control policy ${name} that is not the file's`,
    'give it another name, or the file another `studio`',
  );
}

async function idThatIsThere(organizations: Organizations, policy: PolicyRef): Promise<string> {
  const id = await idOf(organizations, policy);
  if (id === undefined)
    throw new StepError(`there is no service control policy ${policy.name}`, 'run the command again');
  return id;
}

/** Service control policies, which Organizations keeps: what is the file's carries its tag. */
export const scpHolder: Holder = {
  async read(context, policy) {
    const organizations = await context.organizations();
    const id = await idOf(organizations, policy);
    return id === undefined ? undefined : scpText(organizations, id);
  },
  async create(context, { name, studio, target }, text) {
    const description = `Guardrails of the Studio ${studio}; studiolo apply writes it`;
    const tags = { 'studiolo:studio': studio, [targetTag]: target };
    await createScp(await context.organizations(), { name, text, description }, tags);
  },
  async change(context, policy, text) {
    const organizations = await context.organizations();
    await changeScp(organizations, await idThatIsThere(organizations, policy), text);
  },
  async remove(context, policy) {
    const organizations = await context.organizations();
    const id = await idOf(organizations, policy);
    if (id !== undefined) await deleteScp(organizations, id);
  },
  async attachment(context, policy) {
    const organizations = await context.organizations();
    const id = await idOf(organizations, policy);
    if (id === undefined) return { attached: false };
    return { attached: (await scpsOfTarget(organizations, policy.target)).includes(id) };
  },
  async attach(context, policy) {
    const organizations = await context.organizations();
    await attachScp(organizations, await idThatIsThere(organizations, policy), policy.target);
  },
  async detach(context, policy) {
    const organizations = await context.organizations();
    await detachScp(organizations, await idThatIsThere(organizations, policy), policy.target);
  },
};
