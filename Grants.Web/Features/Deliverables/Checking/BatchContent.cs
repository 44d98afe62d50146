using System.Security.Cryptography;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Web.Platform.Storage;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>Reads a batch's files where they are: in the store, or outside, where masters may stay.</summary>
public sealed class BatchContent(IFileStore store, MastersFolder masters)
{
    /// <summary>Waits; see <see cref="BlockingFileStore"/>.</summary>
    /// <exception cref="FileNotFoundException">It isn't there now.</exception>
    /// <exception cref="IOException">It is there and can't be read.</exception>
    public Stream Open(BatchFile file)
    {
        try
        {
            return file.KeptAt is { } place ? masters.Open(place) : store.OpenBlocking(file.Sha256);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException(
                $"The server isn't allowed to read {file.KeptAt ?? "it"}. Tell whoever runs it.",
                denied
            );
        }
    }

    /// <summary>
    /// What stays outside is read again before it is checked, since nobody guards it there: a file that isn't the one that was imported has
    /// an error. What isn't there at all the checks of its content tell.
    /// </summary>
    public async Task<(
        IReadOnlyList<Finding> Findings,
        IReadOnlyList<CheckEvent> Events
    )> ReadOutsideAsync(IReadOnlyList<BatchFile> files, CancellationToken cancel)
    {
        List<Finding> findings = [];
        List<CheckEvent> events = [];
        foreach (var file in files.Where(f => f.KeptAt is not null))
            try
            {
                await using var content = Open(file);
                var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
                var same = found == file.Sha256;
                events.Add(
                    new CheckEvent(
                        "fixity check",
                        same ? "success" : "fail",
                        same
                            ? $"Read at {file.KeptAt}; the content that was imported"
                            : $"Read at {file.KeptAt}; SHA-256 {file.Sha256} expected, {found} found",
                        file.Name
                    )
                );
                if (!same)
                    findings.Add(
                        new Finding(
                            FindingCodes.ChecksumDiffers,
                            FindingSeverity.Error,
                            file.Name,
                            $"The file at {file.KeptAt} isn't the one that was imported: it changed there. Import the delivery again.",
                            file.Sha256,
                            found,
                            "SHA-256"
                        )
                    );
            }
            catch (IOException)
            {
                continue; // told with its content
            }
        return (findings, events);
    }
}
