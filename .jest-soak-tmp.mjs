import c from './jest.config.mjs';
const p=c.projects.find(x=>x.displayName==='image');
export default {...p, displayName:'soak', rootDir: '/work/wt/dockerfile', testMatch:['<rootDir>/test/soak/**/*.test.ts']};
