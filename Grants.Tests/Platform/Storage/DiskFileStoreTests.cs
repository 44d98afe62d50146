using Grants.Web.Platform.Storage;

namespace Grants.Tests.Platform.Storage;

public sealed class DiskFileStoreTests : FileStoreContract
{
    protected override IFileStore Store => new DiskFileStore(Folder);

    protected override string[] Arguments => [];

    protected override IReadOnlyList<string> Kept =>
        [
            .. Directory
                .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
                .Select(Path.GetFileName)!,
        ];
}
