using Grants.Domain.Inspection.Formats;

namespace Grants.Domain.Inspection.Profiles;

/// <summary>Looks into files with a library or program that the domain doesn't know: decodes pixels, walks a PDF, reads a video.</summary>
public interface IFileExaminer
{
    /// <summary>With its version, as events name it.</summary>
    string Agent { get; }

    bool Takes(FileFacts facts);

    /// <param name="content">Seekable, at its beginning.</param>
    /// <param name="facts">What the header said.</param>
    Examination Examine(Stream content, FileFacts facts, CancellationToken cancel);
}

/// <summary>What an examiner found.</summary>
/// <param name="Facts">With what it added.</param>
/// <param name="Done">What it did, for the event.</param>
public sealed record Examination(FileFacts Facts, string Done)
{
    /// <summary>Why the file can't be used, in words that follow "The file"; null when it is whole.</summary>
    public string? Broken { get; init; }

    /// <summary>Why it wasn't examined, as a sentence; null when it was.</summary>
    public string? NotDone { get; init; }

    /// <summary>What somebody should look at, as sentences.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];
}

/// <summary>What the files of a delivery are held to beyond their own structure.</summary>
public sealed record FileChecks(ProfileChoice Profiles, IReadOnlyList<IFileExaminer> Examiners)
{
    /// <summary>Where what was found is kept as it is found; null keeps nothing.</summary>
    public ICheckJournal? Journal { get; init; }
}
