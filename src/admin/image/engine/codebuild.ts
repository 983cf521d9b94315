import { partitionOf } from '../../../studio/partition';

/** What a CodeBuild project is made of. */
export interface CodeBuildOrder {
  imageName: string;
  /** Host and name in ECR, e.g. `123456789012.dkr.ecr.eu-west-1.amazonaws.com` and `studio`. */
  registry: string;
  repository: string;
  region: string;
  /** The role that CodeBuild takes on. */
  roleArn: string;
  /** Where the zip archive of the build folder is put. */
  bucket: string;
  key: string;
  /** Its name in the build folder. */
  dockerfile: string;
  buildArguments: Record<string, string>;
  /** Options of `studiolo image publish` for the image that is pushed then. */
  publishOptions: string[];
}

/**
 * What CodeBuild needs to build and push a Dockerfile, as `aws codebuild create-project --cli-input-json` takes it: for
 * those without a container engine. Members and their limits as in the service model (botocore, codebuild 2016-10-06);
 * privileged mode is what it asks for to run Docker. The build specification is in the project, so the archive is the
 * build folder, as far as an engine would be sent it.
 */
export function codeBuildProject(order: CodeBuildOrder): object {
  return {
    name: projectName(order.imageName),
    description: `Builds the custom image ${order.imageName} for SageMaker Studio, and pushes it`.slice(0, 255),
    source: { type: 'S3', location: `${order.bucket}/${order.key}`, buildspec: buildSpecification(order) },
    artifacts: { type: 'NO_ARTIFACTS' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_MEDIUM',
      privilegedMode: true,
      environmentVariables: [
        { name: 'REPOSITORY_URI', value: `${order.registry}/${order.repository}`, type: 'PLAINTEXT' },
        { name: 'DOCKER_BUILDKIT', value: '1', type: 'PLAINTEXT' },
      ],
    },
    serviceRole: order.roleArn,
  };
}

/** CodeBuild's own pattern: 2 to 150 letters, digits, - and _. */
export const projectName = (imageName: string) => `studiolo-${imageName.replaceAll('.', '-')}`;

/**
 * Logs in, builds, pushes and tells the digest. `post_build` also runs when the build has failed, so it looks first
 * (CodeBuild's build specification reference). The digest is that of the pushed manifest, as Docker notes it.
 */
function buildSpecification({ registry, region, dockerfile, buildArguments, publishOptions }: CodeBuildOrder): string {
  const given = Object.entries(buildArguments).map(([name, value]) => ` --build-arg ${quoted(`${name}=${value}`)}`);
  // Without it, another Dockerfile of the folder would be built.
  const file = dockerfile === 'Dockerfile' ? '' : ` --file ${quoted(dockerfile)}`;
  const commands = {
    pre_build: [
      `aws ecr get-login-password --region ${region} | docker login --username AWS --password-stdin ${registry}`,
    ],
    build: [
      `docker build --platform linux/amd64${file}${given.join('')} --tag "$REPOSITORY_URI:build-$CODEBUILD_BUILD_NUMBER" .`,
    ],
    post_build: [
      'test "$CODEBUILD_BUILD_SUCCEEDING" = 1',
      'docker push "$REPOSITORY_URI:build-$CODEBUILD_BUILD_NUMBER"',
      `IMAGE_URI=$(docker inspect --format '{{index .RepoDigests 0}}' "$REPOSITORY_URI:build-$CODEBUILD_BUILD_NUMBER")`,
      'export IMAGE_URI',
      `echo "pushed; now run: studiolo image publish $IMAGE_URI ${publishOptions.map(quoted).join(' ')}"`,
    ],
  };
  // JSON strings are YAML strings, whatever is in them.
  const phases = Object.entries(commands).map(([phase, lines]) =>
    [`  ${phase}:`, '    commands:', ...lines.map((line) => `      - ${JSON.stringify(line)}`)].join('\n'),
  );
  return ['version: 0.2', 'env:', '  exported-variables: [IMAGE_URI]', 'phases:', ...phases, ''].join('\n');
}

/**
 * The least that the role must be allowed: its own log, the one archive, and pushing to the one repository. Who may take
 * it on is CodeBuild alone.
 */
export function codeBuildRole(order: CodeBuildOrder): { trust: object; policy: object } {
  const [account = '', , , ecrRegion = order.region] = order.registry.split('.');
  const partition = partitionOf(order.region);
  const project = projectName(order.imageName);
  const log = `arn:${partition}:logs:${order.region}:${account}:log-group:/aws/codebuild/${project}`;
  const allow = (Sid: string, Action: string[], Resource: string | string[]) => ({
    Sid,
    Effect: 'Allow',
    Action,
    Resource,
  });
  return {
    trust: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    policy: {
      Version: '2012-10-17',
      Statement: [
        allow('Log', ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], [log, `${log}:*`]),
        allow('Source', ['s3:GetObject', 's3:GetObjectVersion'], `arn:${partition}:s3:::${order.bucket}/${order.key}`),
        allow('SourceBucket', ['s3:GetBucketAcl', 's3:GetBucketLocation'], `arn:${partition}:s3:::${order.bucket}`),
        allow('Login', ['ecr:GetAuthorizationToken'], '*'),
        allow(
          'Push',
          [
            'ecr:BatchCheckLayerAvailability',
            'ecr:CompleteLayerUpload',
            'ecr:InitiateLayerUpload',
            'ecr:PutImage',
            'ecr:UploadLayerPart',
          ],
          `arn:${partition}:ecr:${ecrRegion}:${account}:repository/${order.repository}`,
        ),
      ],
    },
  };
}

/** A word that a shell takes as it is. */
const quoted = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
