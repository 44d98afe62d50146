// Speaks S3 on a free port and keeps objects in FOLDER. Prints {"port": N}; ends when its input does.
import S3rver from "@20minutes/s3rver";

const server = new S3rver({
  address: "127.0.0.1",
  port: 0,
  silent: true,
  directory: process.env.FOLDER,
  allowMismatchedSignatures: true, // it reckons the signature of a list wrongly
  configureBuckets: [{ name: "grants" }],
});
const { port } = await server.run();
process.stdout.write(`${JSON.stringify({ port })}\n`);
process.stdin.resume().on("end", () => process.exit(0));
