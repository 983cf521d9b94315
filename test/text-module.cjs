// A shell script that a module imports is its text, as esbuild makes it in what is built.
module.exports = { process: (text) => ({ code: `module.exports = ${JSON.stringify(text)};` }) };
