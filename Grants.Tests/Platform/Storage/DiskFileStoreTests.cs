using Grants.Web.Platform.Storage;

namespace Grants.Tests.Platform.Storage;

public sealed class DiskFileStoreTests : FileStoreContract
{
    protected override IFileStore Store => new DiskFileStore(Folder);

    protected override void Age(string sha256) =>
        File.SetLastWriteTimeUtc(
            Path.Combine(Folder, sha256[..2], sha256),
            Now.UtcDateTime.AddDays(-10)
        );

    protected override string[] Arguments => [];

    protected override IReadOnlyList<string> Kept =>
        [
            .. Directory
                .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
                .Select(Path.GetFileName)!,
        ];
}
