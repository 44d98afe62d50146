using System.Net;
using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Grants.Domain.Kernel;

namespace Grants.Web.Platform.Storage;

/// <summary>
/// Files in a bucket: {prefix}{sha256[..2]}/{sha256}. New ones are written to a folder of this machine first, since their key isn't known before
/// their last byte, and an object is there whole or not at all.
/// </summary>
public sealed class S3FileStore : IFileStore, IDisposable
{
    /// <summary>Of a part of a large file. S3 takes 10,000 parts, which is 156 GiB.</summary>
    private const long PartSize = 16 << 20;

    /// <summary>An object's age can only be renewed by sending it again.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    private readonly S3Settings _settings;
    private readonly Spool _incoming;
    private readonly AmazonS3Client _client;
    private readonly TransferUtility _transfer;

    public S3FileStore(S3Settings settings, Spool incoming)
    {
        (_settings, _incoming) = (settings.Checked(), incoming);
        _client =
            settings.AccessKey.Length > 0
                ? new AmazonS3Client(
                    new BasicAWSCredentials(settings.AccessKey, settings.SecretKey),
                    Configuration(settings)
                )
                : new AmazonS3Client(Configuration(settings));
        _transfer = new TransferUtility(
            _client,
            new TransferUtilityConfig
            {
                MinSizeBeforePartUpload = PartSize,
                ConcurrentServiceRequests = 4,
            }
        );
    }

    public async Task<StoredBytes> StoreAsync(Stream content, long limit, CancellationToken cancel)
    {
        using var spooled = await _incoming.WriteAsync(content, limit, cancel);
        await TryAsync(() => UploadAsync(spooled, cancel));
        return spooled.Bytes;
    }

    public async Task<Stream> OpenAsync(string sha256, CancellationToken cancel)
    {
        var found = StoredBytes.IsKey(sha256)
            ? await TryAsync(() => FindAsync(sha256, cancel))
            : null;
        if (found is null)
            throw new NotFoundException("The file");
        // Readers of headers take a few bytes at a time.
        return new BufferedStream(
            new RangeStream(
                found.ContentLength,
                (position, stop) => TryAsync(() => ReadFromAsync(sha256, position, stop))
            ),
            1 << 16
        );
    }

    public async Task<bool> IsWritableAsync(CancellationToken cancel)
    {
        try
        {
            var probe = new PutObjectRequest
            {
                BucketName = _settings.Bucket,
                Key = $"{_settings.Prefix}writable",
                ContentBody = "1",
            };
            await TryAsync(() => _client.PutObjectAsync(probe, cancel));
            return await _incoming.IsWritableAsync(cancel);
        }
        catch (FileStoreUnavailableException)
        {
            return false; // the answer to the question
        }
    }

    public void Dispose()
    {
        _transfer.Dispose();
        _client.Dispose();
    }

    public async IAsyncEnumerable<StoredBytes> ListAsync(
        DateTimeOffset before,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var wanted = new ListObjectsV2Request
        {
            BucketName = _settings.Bucket,
            Prefix = _settings.Prefix,
        };
        ListObjectsV2Response found;
        do
        {
            found = await TryAsync(() => _client.ListObjectsV2Async(wanted, cancel));
            foreach (var item in found.S3Objects ?? [])
            {
                var key = item.Key[(item.Key.LastIndexOf('/') + 1)..];
                if (
                    StoredBytes.IsKey(key)
                    && item.Key == KeyOf(key)
                    && item.LastModified is { } stored
                    && stored.ToUniversalTime() < before.UtcDateTime
                )
                    yield return new StoredBytes(key, item.Size ?? 0);
            }
            wanted.ContinuationToken = found.NextContinuationToken;
        } while (found.IsTruncated == true);
    }

    /// <summary>
    /// Looked at once more right before it goes. Whoever stores it sends it again when it was stored longer ago than <see cref="Fresh"/>, which is
    /// shorter than any clean-up waits.
    /// </summary>
    public async Task<bool> RemoveAsync(
        string sha256,
        DateTimeOffset before,
        CancellationToken cancel
    )
    {
        var found = await TryAsync(() => FindAsync(sha256, cancel));
        if (found?.LastModified is not { } stored || stored.ToUniversalTime() >= before.UtcDateTime)
            return false;
        await TryAsync(() => _client.DeleteObjectAsync(_settings.Bucket, KeyOf(sha256), cancel));
        return true;
    }

    /// <summary>Leaves alone what is there already and was stored not long ago.</summary>
    private async Task<bool> UploadAsync(SpooledFile file, CancellationToken cancel)
    {
        var (sha256, size) = (file.Bytes.Sha256, file.Bytes.Size);
        if (
            await FindAsync(sha256, cancel) is { } there
            && there.ContentLength == size
            && there.LastModified?.ToUniversalTime()
                > TimeProvider.System.GetUtcNow().UtcDateTime - Fresh
        )
            return false;
        await _transfer.UploadAsync(
            new TransferUtilityUploadRequest
            {
                BucketName = _settings.Bucket,
                Key = KeyOf(sha256),
                FilePath = file.Path,
                PartSize = PartSize,
            },
            cancel
        );
        return (await FindAsync(sha256, cancel))?.ContentLength == size
            ? true
            : throw new AmazonS3Exception("The bucket doesn't hold what was sent.");
    }

    /// <returns>Null when there is no such content.</returns>
    private async Task<GetObjectMetadataResponse?> FindAsync(
        string sha256,
        CancellationToken cancel
    )
    {
        try
        {
            return await _client.GetObjectMetadataAsync(_settings.Bucket, KeyOf(sha256), cancel);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<Stream> ReadFromAsync(
        string sha256,
        long position,
        CancellationToken cancel
    ) =>
        (
            await _client.GetObjectAsync(
                new GetObjectRequest
                {
                    BucketName = _settings.Bucket,
                    Key = KeyOf(sha256),
                    ByteRange = new ByteRange($"bytes={position}-"),
                },
                cancel
            )
        ).ResponseStream;

    private string KeyOf(string sha256) => $"{_settings.Prefix}{sha256[..2]}/{sha256}";

    private static async Task<T> TryAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failed)
            when (failed is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw new FileStoreUnavailableException(
                $"The bucket doesn't answer: {failed.Message}",
                failed
            );
        }
    }

    private static AmazonS3Config Configuration(S3Settings settings)
    {
        var configuration = new AmazonS3Config { ForcePathStyle = settings.PathStyle };
        if (settings.ServiceUrl.Length == 0)
        {
            configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region);
            return configuration;
        }
        configuration.ServiceURL = settings.ServiceUrl;
        if (settings.Region.Length > 0)
            configuration.AuthenticationRegion = settings.Region;
        // Other servers don't all know the checksums that Amazon's SDK sends along.
        configuration.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
        configuration.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        return configuration;
    }
}
