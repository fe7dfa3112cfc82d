// What "server-only" is under vitest, where the bundler that it guards against does not run.
export {}
