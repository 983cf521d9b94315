import { places } from './rules/place';
import type { AtPlaces } from './rules/plan';
import type { Means } from './carry-out';
import { InstallationError } from './failure';
import { stayingAt } from './install';
import { projected, sourceOf, unusedUploads, type Project } from './project';
import { before, customers, standingOf, type Standing, type Survey } from './standing';

/** What it takes to go back to the version that was there before. Rejects with `AwsError` or `InstallationError`. */
export async function planRollback(means: Means, survey: Survey): Promise<Project> {
  const wanted: AtPlaces = stayingAt(survey, ours(survey));
  const known: Standing[] = [];
  const kept: Standing[] = [];
  for (const place of ours(survey)) {
    const now = survey.at[place];
    const earlier = now && (await before(means.sagemaker, place, now));
    if (!earlier?.ours) {
      throw new InstallationError(
        `there is no earlier version to go back to in domain ${survey.domain.domainId}`,
        '`studiolo domain uninstall` takes studiolo away',
      );
    }
    known.push(earlier);
    wanted[place] = earlier.name;
    const beforeThat = await before(means.sagemaker, place, earlier);
    if (beforeThat?.ours) kept.push(beforeThat);
  }
  return taken(survey, wanted, known, kept, []);
}

/** What it takes to bring back what the domain had before studiolo. Rejects with `AwsError`. */
export async function planUninstall(means: Means, survey: Survey): Promise<Project> {
  const wanted: AtPlaces = stayingAt(survey, ours(survey));
  const known: Standing[] = [];
  for (const place of ours(survey)) {
    const own = await customers(means.sagemaker, place, survey.at[place]);
    if (!own || own.script === '') continue;
    known.push(own);
    wanted[place] = own.name;
  }
  const sources: string[] = [];
  for (const { arn } of survey.own.values())
    sources.push(...list(sourceOf((await standingOf(means.sagemaker, arn)).script)));
  const deletions = await unusedUploads(means.s3, means.tell, survey.domain.domainId, sources, []);
  return taken(survey, wanted, known, [], deletions);
}

const list = (source: string | undefined) => (source === undefined ? [] : [source]);

const ours = (survey: Survey) => places.filter((place) => survey.at[place]?.ours);

function taken(
  survey: Survey,
  wanted: AtPlaces,
  known: readonly Standing[],
  kept: readonly Standing[],
  deletions: readonly string[],
): Project {
  return {
    ...projected(survey, { places: wanted, kept: kept.map(({ name }) => name), deletions }),
    version: '',
    contents: new Map(),
    known,
    notesBefore: false,
  };
}
