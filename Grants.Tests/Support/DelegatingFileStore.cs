using Grants.Web.Platform.Storage;

namespace Grants.Tests.Support;

/// <summary>A store that does what another one does, but for what a test changes of it.</summary>
public abstract class DelegatingFileStore(IFileStore inner) : IFileStore
{
    public virtual Task<StoredBytes> StoreAsync(
        Stream content,
        long limit,
        CancellationToken cancel
    ) => inner.StoreAsync(content, limit, cancel);

    public virtual Task<Stream> OpenAsync(string sha256, CancellationToken cancel) =>
        inner.OpenAsync(sha256, cancel);

    public virtual IAsyncEnumerable<StoredBytes> ListAsync(
        DateTimeOffset before,
        CancellationToken cancel
    ) => inner.ListAsync(before, cancel);

    public virtual Task<bool> RemoveAsync(
        string sha256,
        DateTimeOffset before,
        CancellationToken cancel
    ) => inner.RemoveAsync(sha256, before, cancel);

    public virtual Task<bool> IsWritableAsync(CancellationToken cancel) =>
        inner.IsWritableAsync(cancel);
}
