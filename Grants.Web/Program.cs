using Grants.Web;
using Grants.Web.Platform;

// A host first: Windows services, containers and test factories all start this executable without a verb.
var app = GrantsHost.Build(args);
await app.PrepareDatabaseAsync(CancellationToken.None);
await app.RunAsync();
