import { Document, isMap, isPair, type YAMLMap } from 'yaml';
import { listDomains } from '../../aws/domain';
import { listSpaces } from '../../aws/space';
import { tagsByArn } from '../../aws/tagged-resources';
import { listUserProfiles } from '../../aws/user-profile';
import { StepError } from '../converge/failure';
import { shapeNamed } from '../studio-file/model/shape';
import { said, type Settings } from '../studio-file/settings';
import type { StudioContext } from './context';
import { importImages, type ImageUse, noteImages } from './import-images';
import { ownerElsewhere } from './of-others';
import { resources } from './resources/resources';
import { withoutFilledIn } from './rules/filled-in';
import { sideBySide } from '../converge/side-by-side';

/** A profile or a space of the file, by its name. */
type Named = [string, Settings];

/** What an import could not take into the file, a line each. */
export interface Imported {
  text: string;
  leftOut: string[];
}

/**
 * A live account as a Studio file: its domains, or one, with their profiles and spaces; without what AWS filled in by itself,
 * which a comment names. Scripts are named as AWS names them; of images it is told what their latest versions are made from. Changes nothing. Rejects with `AwsError`.
 */
export async function importStudio(
  context: StudioContext,
  { studio, region, only }: { studio: string; region: string; only: string | undefined },
): Promise<Imported> {
  const { sagemaker, tagging, domainIds } = context;
  const listed = await listDomains(sagemaker);
  for (const { domainName, domainId } of listed) domainIds.set(domainName, domainId);
  const asked = listed.filter(
    ({ domainId, domainName }) => only === undefined || only === domainId || only === domainName,
  );
  if (asked.length === 0)
    throw new StepError(
      only === undefined ? `there is no domain in ${region}` : `there is no domain ${only} in ${region}`,
      only === undefined
        ? 'name another region with --region'
        : `name one that is there, or another region with --region: aws sagemaker list-domains --region ${region}`,
    );
  const tags = await tagsByArn(tagging, ['sagemaker:domain', 'sagemaker:user-profile', 'sagemaker:space']);
  const allTagsOf = (arn: string) => tags.get(arn.toLowerCase())?.tags ?? {};
  const tagsOf = (arn: string) => ownTags(allTagsOf(arn));
  const leftOut: string[] = [];
  const uses = new Map<string, ImageUse>();
  const domains: Record<string, object> = {};
  const comments = new Map<string, string>();
  for (const { domainId, domainName } of asked) {
    const domain = await resources.domain.read(context, { kind: 'domain', name: domainName });
    if (!domain) continue;
    const owner = ownerElsewhere(domain.settings, allTagsOf(domain.arn));
    if (owner !== undefined) {
      leftOut.push(`${domainName} belongs to ${owner}`);
      continue;
    }
    const { own, filledIn } = withoutFilledIn(requested('CreateDomainRequest', domain.settings, 'DomainName'));
    if (filledIn.length > 0) comments.set(domainName, ` AWS filled in by itself: ${filledIn.join(', ')}`);
    const profiles = await sideBySide(await listUserProfiles(sagemaker, domainId), async (name): Promise<Named[]> => {
      const found = await resources['user profile'].read(context, { kind: 'user profile', name, domain: domainName });
      return found ? [[name, { ...found.settings, ...tagsOf(found.arn) }]] : [];
    });
    const spaces = await sideBySide(
      (await listSpaces(sagemaker, domainId)).items,
      async ({ spaceName: name }): Promise<Named[]> => {
        const found = await resources.space.read(context, { kind: 'space', name, domain: domainName });
        return found ? [[name, { ...spaceOf(found.settings), ...tagsOf(found.arn) }]] : [];
      },
    );
    noteImages(own, uses);
    for (const [, one] of [...profiles, ...spaces].flat()) noteImages(one, uses);
    domains[domainName] = {
      ...own,
      ...tagsOf(domain.arn),
      ...(profiles.length > 0 && { userProfiles: Object.fromEntries(profiles.flat()) }),
      ...(spaces.length > 0 && { spaces: Object.fromEntries(spaces.flat()) }),
    };
  }
  const images = await importImages(context, uses, (line) => leftOut.push(line));
  const document = new Document({
    studio,
    account: await context.account(),
    region,
    ...(Object.keys(images).length > 0 && { images }),
    domains,
  });
  document.commentBefore = ' yaml-language-server: $schema=studio-file.schema.json';
  const map = document.get('domains');
  if (isMap(map)) commentDomains(map, comments);
  return { text: document.toString({ lineWidth: 120, singleQuote: true }), leftOut };
}

function commentDomains(domains: YAMLMap, comments: ReadonlyMap<string, string>): void {
  for (const pair of domains.items) {
    const comment = comments.get(String(pair.key));
    if (isPair(pair) && isMap(pair.value) && comment !== undefined) pair.value.commentBefore = comment;
  }
}

/** Only what the request to make it has: Describe tells more. */
function requested(request: string, settings: Settings, ...omitted: string[]): Settings {
  const { members = {} } = shapeNamed(request);
  const has = (name: string) => Object.hasOwn(members, name) && !omitted.includes(name);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => has(name)));
}

/** A space in the words of the file. */
function spaceOf({ OwnershipSettings, SpaceSharingSettings, ...rest }: Settings): Settings {
  const owner = said({ OwnershipSettings }, ['OwnershipSettings', 'OwnerUserProfileName']);
  const sharing = said({ SpaceSharingSettings }, ['SpaceSharingSettings', 'SharingType']);
  return { owner, ...(sharing === 'Shared' && { sharing }), ...rest };
}

/** Tags that people gave: AWS's own and ours say themselves what they are. */
function ownTags(tags: Readonly<Record<string, string>>): { tags?: Record<string, string> } {
  const own = Object.entries(tags).filter(([key]) => !/^(aws|sagemaker|studiolo):/.test(key));
  return own.length === 0 ? {} : { tags: Object.fromEntries(own) };
}
