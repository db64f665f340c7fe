// Stands for a program whose name is fixed but which nothing fills yet: says so and exits 2.
const name = process.argv[2] ?? "this program";
console.error(`npm run ${name}: not part of this version yet. It exits 2 so that no check mistakes it for a success.`);
process.exitCode = 2;
