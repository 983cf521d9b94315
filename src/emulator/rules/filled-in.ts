import type { UserSettings } from '../model/shapes';
import type { Caller } from '../operation';
import { newBucketSuffix } from './identifiers';

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
  const { CanvasAppSettings: canvas, JupyterServerAppSettings: server, SharingSettings: sharing } = asked;
  const serverSpec = server?.DefaultResourceSpec;
  const namesImage = serverSpec?.SageMakerImageArn ?? serverSpec?.SageMakerImageVersionArn;
  return {
    ...asked,
    SharingSettings: {
      NotebookOutputOption: 'Allowed',
      S3OutputPath: `s3://sagemaker-studio-${accountId}-${newBucketSuffix()}`,
      ...sharing,
    },
    JupyterServerAppSettings: {
      ...server,
      DefaultResourceSpec: {
        ...(namesImage === undefined && {
          SageMakerImageArn: `arn:aws:sagemaker:${region}:${IMAGES}:image/jupyter-server-3`,
        }),
        InstanceType: 'system',
        ...serverSpec,
      },
    },
    CanvasAppSettings: {
      TimeSeriesForecastingSettings: DISABLED,
      ModelRegisterSettings: DISABLED,
      WorkspaceSettings: { S3ArtifactPath: `s3://sagemaker-${region}-${accountId}` },
      DirectDeploySettings: DISABLED,
      KendraSettings: DISABLED,
      ...canvas,
    },
    SpaceStorageSettings: { ...STORAGE, ...asked.SpaceStorageSettings },
    DefaultLandingUri: asked.DefaultLandingUri ?? 'studio::',
    StudioWebPortal: asked.StudioWebPortal ?? 'ENABLED',
  };
}
