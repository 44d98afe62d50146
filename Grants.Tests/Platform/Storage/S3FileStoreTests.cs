using Grants.Tests.Support;
using Grants.Web;
using Grants.Web.Platform.Storage;

namespace Grants.Tests.Platform.Storage;

public sealed class S3FileStoreTests : FileStoreContract, IClassFixture<TestBucket>
{
    private readonly TestBucket _bucket;
    private readonly S3FileStore _store;

    public S3FileStoreTests(TestBucket bucket) =>
        (_bucket, _store) = (bucket, new S3FileStore(bucket.Settings, new Spool(Folder)));

    protected override IFileStore Store => _store;

    protected override void Age(string sha256) =>
        File.SetLastWriteTimeUtc(_bucket.PlaceOf(sha256), Now.UtcDateTime.AddDays(-10));

    protected override string[] Arguments => _bucket.Arguments;

    protected override IReadOnlyList<string> Kept =>
        [.. _bucket.Keys.Select(k => k[(k.LastIndexOf('/') + 1)..])];

    [Fact]
    public async Task Each_content_has_one_key_under_the_prefix()
    {
        var stored = await StoreAsync(Bytes(5_000));

        _bucket.Keys.Should().Contain($"files/{stored.Sha256[..2]}/{stored.Sha256}");
        File.Exists(_bucket.PlaceOf(stored.Sha256)).Should().BeTrue();
    }

    [Fact]
    public async Task An_object_that_is_there_already_is_left_alone()
    {
        var stored = await StoreAsync(Bytes(6_000));
        var before = File.GetLastWriteTimeUtc(_bucket.PlaceOf(stored.Sha256));

        await StoreAsync(Bytes(6_000));

        File.GetLastWriteTimeUtc(_bucket.PlaceOf(stored.Sha256)).Should().Be(before);
    }

    [Fact]
    public async Task A_bucket_that_does_not_answer_is_an_outage_and_no_missing_file()
    {
        await using var gone = new TestBucket();
        await gone.InitializeAsync();
        var settings = gone.Settings;
        await gone.StopAsync();
        using var store = new S3FileStore(settings, new Spool(Folder));

        await Assert.ThrowsAsync<FileStoreUnavailableException>(() =>
            store.OpenAsync(Digest([1]), Cancel)
        );
        await Assert.ThrowsAsync<FileStoreUnavailableException>(() =>
            store.StoreAsync(new MemoryStream([1]), 10, Cancel)
        );
        (await store.IsWritableAsync(Cancel)).Should().BeFalse();
    }

    [Theory]
    [InlineData("", "http://127.0.0.1", "", "", "", "Storage:S3:Bucket must be the name of")]
    [InlineData("My Files", "http://127.0.0.1", "", "", "", "Storage:S3:Bucket must be")]
    [InlineData("files", "", "", "", "", "Storage:S3:Region is needed")]
    [InlineData("files", "objects.example.org", "", "", "", "Storage:S3:ServiceUrl must be")]
    [InlineData("files", "", "eu-central-1", "/files", "", "Storage:S3:Prefix must not begin")]
    [InlineData("files", "", "eu-central-1", "", "AKIA", "Storage:S3:AccessKey and SecretKey")]
    public void Settings_that_can_not_work_are_told_at_the_start(
        string bucket,
        string address,
        string region,
        string prefix,
        string key,
        string sentence
    )
    {
        var starting = () =>
            GrantsHost.Build([
                $"--Storage:S3:Bucket={bucket}",
                $"--Storage:S3:ServiceUrl={address}",
                $"--Storage:S3:Region={region}",
                $"--Storage:S3:Prefix={prefix}",
                $"--Storage:S3:AccessKey={key}",
            ]);

        starting.Should().Throw<InvalidOperationException>().WithMessage($"{sentence}*");
    }
}
