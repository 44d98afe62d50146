// A mail server on a free loopback port for the tests of sending: STARTTLS, AUTH (grants / quiet boxes), faults by recipient.
// Prints one JSON line when it listens ({"port": n}) and one per mail that it took. Ends when its standard input closes.
// KEY and CERTIFICATE name PEM files.
import { readFileSync } from "node:fs";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

const refuse = (code, text) => Object.assign(new Error(text), { responseCode: code });
const atRecipient = { full: [452, "Mailbox full"], unknown: [550, "No such user"] };
const atData = { busy: [451, "Try again later"], heavy: [552, "Message too large"] };
const name = (address) => address.split("@")[0];

const server = new SMTPServer({
  key: readFileSync(process.env.KEY),
  cert: readFileSync(process.env.CERTIFICATE),
  authMethods: ["PLAIN", "LOGIN"],
  onAuth: ({ username, password }, _, done) =>
    username === "grants" && password === "quiet boxes"
      ? done(null, { user: username })
      : done(refuse(535, "Wrong user or password")),
  onRcptTo: ({ address }, _, done) => {
    const fault = atRecipient[name(address)];
    done(fault && refuse(...fault));
  },
  async onData(stream, session, done) {
    const to = session.envelope.rcptTo.map((r) => r.address);
    if (to.some((a) => name(a) === "drop")) {
      for (const connection of server.connections) connection._socket.destroy();
      return;
    }
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    const fault = to.map((a) => atData[name(a)]).find(Boolean);
    if (fault) return done(refuse(...fault));
    const mail = await simpleParser(Buffer.concat(chunks));
    say({
      to,
      secure: session.secure,
      user: session.user,
      messageId: mail.messageId,
      subject: mail.subject,
      header: Object.fromEntries(mail.headerLines.map((h) => [h.key, h.line])),
      text: mail.text,
      html: mail.html || null,
      attachments: mail.attachments.map((a) => ({
        name: a.filename,
        type: a.contentType,
        base64: a.content.toString("base64"),
      })),
    });
    done();
  },
});

const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
server.on("error", () => {}); // A client that hangs up is what some tests are about.
server.listen(0, "127.0.0.1", () => say({ port: server.server.address().port }));
process.stdin.resume().on("end", () => process.exit(0));
