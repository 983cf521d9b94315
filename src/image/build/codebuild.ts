/** What CodeBuild needs to build and push a folder with a Dockerfile: for those without a container engine. */
export interface CodeBuildProject {
  /** As `aws codebuild create-project --cli-input-json` takes it. */
  project: object;
  /** `buildspec.yml`, to stand beside the Dockerfile. */
  buildspec: string;
}

/** Members as CodeBuild's CreateProject has them; privileged mode is what its documentation asks for to run Docker. */
export function codeBuildProject(
  name: string,
  repositoryUri: string,
  region: string,
  roleArn: string,
): CodeBuildProject {
  const [registry = ''] = repositoryUri.split('/');
  return {
    project: {
      name,
      source: { type: 'S3', location: `your-bucket/${name}.zip` },
      artifacts: { type: 'NO_ARTIFACTS' },
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'aws/codebuild/standard:7.0',
        computeType: 'BUILD_GENERAL1_MEDIUM',
        privilegedMode: true,
        environmentVariables: [
          { name: 'REPOSITORY_URI', value: repositoryUri },
          { name: 'SOURCE_DATE_EPOCH', value: '0' },
        ],
      },
      serviceRole: roleArn,
    },
    buildspec: [
      'version: 0.2',
      'phases:',
      '  pre_build:',
      '    commands:',
      `      - aws ecr get-login-password --region ${region} | docker login --username AWS --password-stdin ${registry}`,
      '  build:',
      '    commands:',
      '      - docker build --platform linux/amd64 --build-arg SOURCE_DATE_EPOCH --tag "$REPOSITORY_URI:$CODEBUILD_BUILD_NUMBER" .',
      '  post_build:',
      '    commands:',
      '      - docker push "$REPOSITORY_URI:$CODEBUILD_BUILD_NUMBER"',
      '',
    ].join('\n'),
  };
}
