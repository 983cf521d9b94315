import { imageUses } from '../../../src/admin/image/verify/image-uses';
import { type KnownUse, type KnownVersion, versionFates } from '../../../src/admin/image/verify/version-fates';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
/** Version n, made at n o'clock and not changed since. */
const version = (number: number, more: Partial<KnownVersion> = {}): KnownVersion => ({
  version: number,
  status: 'CREATED',
  aliases: [],
  createdAt: at(number),
  modifiedAt: at(number),
  ...more,
});
const kept = (versions: KnownVersion[], uses: KnownUse[] = []) =>
  versionFates(versions, uses)
    .filter((fate) => fate.kept.length > 0)
    .map((fate) => fate.version);

describe('what prune keeps', () => {
  const four = [1, 2, 3, 4].map((number) => version(number));

  it('is the latest alone, where nobody names any', () => {
    expect(kept(four)).toEqual([4]);
    expect(versionFates([], [])).toEqual([]);
  });

  it('is the latest that works, where a newer one failed, and what is still being made', () => {
    expect(kept([...four, version(5, { status: 'CREATE_FAILED' })])).toEqual([4]);
    expect(kept([...four, version(5, { status: 'CREATING' })])).toEqual([5, 4]);
  });

  it('is what has an alias, and what settings or apps name by number', () => {
    expect(kept([version(1, { aliases: ['1.0'] }), ...four.slice(1)])).toEqual([4, 1]);
    expect(kept(four, [{ who: 'domain', version: { number: 2 } }])).toEqual([4, 2]);
  });

  it('is no older version for settings that name the image alone: they mean the latest', () => {
    expect(kept(four, [{ who: 'space', version: 'latest' }])).toEqual([4]);
  });

  it('is the version that was the latest when an app started which names the image alone, and each later one', () => {
    expect(kept(four, [{ who: 'app', version: 'latest', runs: { since: at(2.5) } }])).toEqual([4, 3, 2]);
    expect(kept(four, [{ who: 'app', version: 'latest', runs: { since: at(9) } }])).toEqual([4]);
  });

  it('is every version, where it is not known since when such an app runs', () => {
    expect(kept(four, [{ who: 'app', version: 'latest', runs: {} }])).toEqual([4, 3, 2, 1]);
    expect(kept(four, [{ who: 'app', version: { alias: '1.0' }, runs: {} }])).toEqual([4, 3, 2, 1]);
  });

  it('is a version that lost its alias after an app started by it', () => {
    const versions = [
      version(1),
      version(2, { modifiedAt: at(8) }),
      version(3, { aliases: ['1.0'], modifiedAt: at(8) }),
      version(4),
    ];
    expect(kept(versions, [{ who: 'app', version: { alias: '1.0' }, runs: { since: at(5) } }])).toEqual([4, 3, 2]);
    expect(kept(versions, [{ who: 'app', version: { alias: '1.0' }, runs: { since: at(9) } }])).toEqual([4, 3]);
  });
});

describe('where an image is named', () => {
  const arn = 'arn:aws:sagemaker:eu-west-1:123456789012';
  it.each([
    [{ CustomImages: [{ ImageName: 'a', AppImageConfigName: 'c' }] }, 'latest'],
    [{ CustomImages: [{ ImageName: 'a', AppImageConfigName: 'c', ImageVersionNumber: 3 }] }, { number: 3 }],
    [{ ResourceSpec: { SageMakerImageArn: `${arn}:image/a` } }, 'latest'],
    [
      { ResourceSpec: { SageMakerImageArn: `${arn}:image/a`, SageMakerImageVersionAlias: '1.0.0' } },
      { alias: '1.0.0' },
    ],
    [
      {
        SpaceSettings: {
          JupyterLabAppSettings: {
            DefaultResourceSpec: {
              SageMakerImageArn: `${arn}:image/a`,
              SageMakerImageVersionArn: `${arn}:image-version/a/7`,
            },
          },
        },
      },
      { number: 7 },
    ],
    [{ ResourceSpec: { SageMakerImageArn: `${arn}:image/a`, SageMakerImageVersionArn: 'None' } }, 'latest'],
  ])('%j', (description, expected) => {
    expect(imageUses(description)).toEqual([{ imageName: 'a', version: expected }]);
  });
});
