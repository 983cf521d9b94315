import type { JupyterServerAppSettings, UserSettings } from '../model/shapes';
import type { Caller } from '../caller';
import { newBucketSuffix } from './identifiers';
import { partitionOf } from '../region';

/** AWS's account for Studio's own images in us-east-1; those of other regions differ and are not modelled. */
const IMAGES = '081325390199';

const DISABLED = { Status: 'DISABLED' } as const;
const STORAGE = { DefaultEbsStorageSettings: { DefaultEbsVolumeSizeInGb: 5, MaximumEbsVolumeSizeInGb: 100 } };

/**
 * A domain's DefaultUserSettings with what AWS fills in by itself where CreateDomain leaves it out, member by member.
 * From a recorded answer of AWS to a domain of which only the execution role was asked for (March 2024, quick setup;
 * cloud-custodian's test data). Assumption: a domain made by the API alone is filled in alike.
 */
export function filledIn(
  { accountId, region }: Pick<Caller, 'accountId' | 'region'>,
  asked: UserSettings,
): UserSettings {
  const { CanvasAppSettings, JupyterServerAppSettings, SharingSettings, SpaceStorageSettings, ...others } = asked;
  return {
    SharingSettings: {
      NotebookOutputOption: 'Allowed',
      S3OutputPath: `s3://sagemaker-studio-${accountId}-${newBucketSuffix()}`,
      ...SharingSettings,
    },
    JupyterServerAppSettings: serverFilledIn(region, JupyterServerAppSettings),
    CanvasAppSettings: {
      TimeSeriesForecastingSettings: DISABLED,
      ModelRegisterSettings: DISABLED,
      WorkspaceSettings: { S3ArtifactPath: `s3://sagemaker-${region}-${accountId}` },
      DirectDeploySettings: DISABLED,
      KendraSettings: DISABLED,
      ...CanvasAppSettings,
    },
    SpaceStorageSettings: { ...STORAGE, ...SpaceStorageSettings },
    DefaultLandingUri: 'studio::',
    StudioWebPortal: 'ENABLED',
    ...others,
  };
}

/** The image is filled in where none is named, not even by its version. */
function serverFilledIn(region: string, asked: JupyterServerAppSettings = {}): JupyterServerAppSettings {
  const { DefaultResourceSpec: spec, ...others } = asked;
  const namesImage = (spec?.SageMakerImageArn ?? spec?.SageMakerImageVersionArn) !== undefined;
  const SageMakerImageArn = `arn:${partitionOf(region)}:sagemaker:${region}:${IMAGES}:image/jupyter-server-3`;
  const usual = namesImage
    ? { InstanceType: 'system' as const }
    : { SageMakerImageArn, InstanceType: 'system' as const };
  return { DefaultResourceSpec: { ...usual, ...spec }, ...others };
}
