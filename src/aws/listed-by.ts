/** Commands of the AWS CLI that list what an operation is about, by its name. What several fit, the first is for. */
const lists: readonly (readonly [operation: RegExp, what: string, command: string])[] = [
  [/^List(UserProfiles|Spaces|Apps)$|Domain$/, 'domain', 'sagemaker list-domains'],
  [/UserProfile$/, 'user profile', 'sagemaker list-user-profiles'],
  [/Space$/, 'space', 'sagemaker list-spaces'],
  [/App$/, 'app', 'sagemaker list-apps'],
  [/AppImageConfig$/, 'AppImageConfig', 'sagemaker list-app-image-configs'],
  [/Image$|ImageVersions?$|^ListAliases$/, 'image', 'sagemaker list-images'],
  [/StudioLifecycleConfig$/, 'lifecycle configuration', 'sagemaker list-studio-lifecycle-configs'],
  [/Object$|^ListObjectsV2$|Bucket\w*$/, 'bucket', 's3 ls'],
  [/Repositor(y|ies)$/, 'repository', 'ecr describe-repositories'],
];

const inDomain = ['user profile', 'space', 'app'];

/** What to look at where what an operation named is not there, and how to see what is; nothing of operations not known here. */
export function listedBy(operation: string, region?: string, domainId?: string): string | undefined {
  const [, what, command] = lists.find(([known]) => known.test(operation)) ?? [];
  if (what === undefined || command === undefined) return undefined;
  // Buckets are listed for the whole account.
  if (what === 'bucket') return `check its name: aws ${command} lists the account's buckets`;
  const of = domainId !== undefined && inDomain.includes(what) ? ` --domain-id-equals ${domainId}` : '';
  const there = region === undefined ? '' : ` --region ${region}`;
  return `check the ${what} and the region: aws ${command}${of}${there} lists what is there`;
}
