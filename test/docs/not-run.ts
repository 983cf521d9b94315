/** Commands of pages that no test can run here, with why; everything else in a block of shell is run. */
export const notRun: readonly { page: RegExp; line: RegExp; why: string }[] = [
  { page: /^(README|CONTRIBUTING)\.md$/, line: /^npm (run demo|test)\b/, why: 'it is what runs this, and the demo' },
  { page: /^README\.md$/, line: /^restart-jupyter-server\b/, why: 'a program of SageMaker Distribution alone' },
  { page: /^images\//, line: /^digest=\$\(skopeo inspect /, why: 'asks a public registry' },
  {
    page: /^images\//,
    line: /^studiolo image publish /,
    why: 'builds from public registries: the images suite builds and publishes each from bases of its own',
  },
];
