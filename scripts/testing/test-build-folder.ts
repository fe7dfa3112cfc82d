/** The journeys' build, apart from the one that a developer's npm start serves. */
export const testBuildFolder = ".next-test"
