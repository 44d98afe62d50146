using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using static Grants.Domain.Awards.AwardStatus;

namespace Grants.Domain.Awards;

public enum AwardStatus
{
    Draft,
    LetterDrafted,
    LetterApproved,
    Issued,
    Signed,
    Active,
    Cancelled,
}

/// <summary>Approved funding with a number, from its letter to the end of its period.</summary>
public sealed class Award : Aggregate
{
    private const string Officer = "grants officer";

    private readonly List<AwardLetter> _letters = [];

    public static TransitionTable<AwardStatus> Moves { get; } =
        new(
            nameof(Award),
            new(Draft, nameof(DraftLetter), LetterDrafted, Officer),
            new(
                LetterDrafted,
                nameof(DraftLetter),
                LetterDrafted,
                Officer + ", instead of the one before"
            ),
            new(LetterDrafted, nameof(ApproveLetter), LetterApproved, "a second person"),
            new(
                LetterApproved,
                nameof(DraftLetter),
                LetterDrafted,
                Officer + ", instead of the one before"
            ),
            new(LetterApproved, nameof(Issue), Issued, Officer),
            new(Issued, nameof(Sign), Signed, "the grantee's authorized official"),
            new(Signed, nameof(Countersign), Active, "grants officer or authority; obligates"),
            new(Draft, nameof(Cancel), Cancelled, Officer + "; releases the commitment"),
            new(LetterDrafted, nameof(Cancel), Cancelled, Officer + "; releases the commitment"),
            new(LetterApproved, nameof(Cancel), Cancelled, Officer + "; releases the commitment"),
            new(Issued, nameof(Cancel), Cancelled, Officer + "; releases the commitment"),
            new(Signed, nameof(Cancel), Cancelled, Officer + "; releases the commitment")
        );

    private Award() { }

    public static Refusal? CannotMake(Actor actor, Application application) =>
        actor.Cannot(Permission.PrepareAwards)
        ?? application.NotOwn(actor)
        ?? (
            application.Status != ApplicationStatus.Approved
                ? new Refusal("Only an approved application becomes an award.")
            : application.IsTest
                ? new Refusal("This application is a test; it ends with the notification.")
            : null
        );

    /// <param name="number">Such as DG-2026-0001.</param>
    public Award(
        string number,
        Application application,
        Guid fundId,
        DateOnly startsOn,
        DateOnly endsOn,
        Stamp stamp
    )
    {
        CannotMake(stamp.By, application).ThrowIfAny();
        if (startsOn >= endsOn)
            throw new RefusedException(new Refusal("The period must begin before it ends."));
        Number = number;
        ApplicationId = application.Id;
        OrganizationId = application.OrganizationId;
        CallId = application.CallId;
        FundId = fundId;
        Title = application.Title;
        Amount =
            application.Granted
            ?? throw new InvalidOperationException("An approved application has a granted amount.");
        Conditions = application.Decisions.MaxBy(d => d.At)!.Conditions;
        StartsOn = startsOn;
        EndsOn = endsOn;
        CreatedAt = stamp.At;
        Raise(new AwardMade(stamp, number));
    }

    public string Number { get; private set; } = "";

    public Guid ApplicationId { get; private set; }

    public Guid OrganizationId { get; private set; }

    public Guid CallId { get; private set; }

    public Guid FundId { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>The application's public summary, shown with the award.</summary>
    public string PublicSummary { get; set; } = "";

    public Money Amount { get; private set; }

    /// <summary>Special conditions of the decision, in plain paragraphs.</summary>
    public string Conditions { get; private set; } = "";

    /// <summary>First day of the period of performance.</summary>
    public DateOnly StartsOn { get; private set; }

    /// <summary>Last day of the period of performance.</summary>
    public DateOnly EndsOn { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public AwardStatus Status { get; private set; }

    /// <summary>Bytes that the files of its deliveries may take; null for what is usual here.</summary>
    public long? StorageQuota { get; private set; }

    /// <summary>When somebody last asked that its kept files are read again.</summary>
    public DateTimeOffset? FixityAskedAt { get; private set; }

    public IReadOnlyList<AwardLetter> Letters => _letters;

    /// <summary>The letter that counts: the newest one.</summary>
    public AwardLetter? Letter => _letters.MaxBy(l => l.Number);

    public string? SignerName { get; private set; }

    public string? SignerTitle { get; private set; }

    public Guid? SignedById { get; private set; }

    public DateTimeOffset? SignedAt { get; private set; }

    public string? CountersignerName { get; private set; }

    public DateTimeOffset? CountersignedAt { get; private set; }

    /// <summary>Whether the public may see it: the agreement is in force.</summary>
    public bool IsPublic => Status == Active;

    public Refusal? CannotPrepare(Actor actor, string verb) =>
        actor.Cannot(Permission.PrepareAwards) ?? NotOwn(actor) ?? Moves.Cannot(Status, verb);

    /// <summary>Keeps a letter as made: the file, its SHA-256 and the data that went into it.</summary>
    public AwardLetter DraftLetter(
        Guid fileId,
        string sha256,
        string mergedData,
        int templateVersion,
        Stamp stamp
    )
    {
        CannotPrepare(stamp.By, nameof(DraftLetter)).ThrowIfAny();
        Letter?.Void(stamp);
        var letter = new AwardLetter(
            _letters.Count + 1,
            fileId,
            sha256,
            mergedData,
            templateVersion,
            stamp
        );
        _letters.Add(letter);
        Move(
            nameof(DraftLetter),
            (from, to) => new LetterWasDrafted(stamp, sha256) { From = from, To = to }
        );
        return letter;
    }

    public Refusal? CannotApproveLetter(Actor actor)
    {
        if (
            (
                actor.Cannot(Permission.ApproveLetters)
                ?? NotOwn(actor)
                ?? Moves.Cannot(Status, nameof(ApproveLetter))
            ) is
            { } refusal
        )
            return refusal;
        return Letter?.PreparedById == actor.Id
            ? new Refusal("A second person approves the letter; you prepared it.")
            : null;
    }

    public void ApproveLetter(Stamp stamp)
    {
        CannotApproveLetter(stamp.By).ThrowIfAny();
        Letter!.Approve(stamp);
        Move(
            nameof(ApproveLetter),
            (from, to) => new LetterWasApproved(stamp) { From = from, To = to }
        );
    }

    public void Issue(Stamp stamp)
    {
        CannotPrepare(stamp.By, nameof(Issue)).ThrowIfAny();
        Letter!.Issue(stamp);
        Move(nameof(Issue), (from, to) => new AwardIssued(stamp) { From = from, To = to });
    }

    public Refusal? CannotSign(Actor actor) =>
        (
            actor.SignsFor(OrganizationId)
                ? null
                : new Refusal("An authorized official of the organization signs.")
        ) ?? Moves.Cannot(Status, nameof(Sign));

    /// <param name="typedName">The signature: the official's own name, typed.</param>
    public void Sign(string typedName, string title, Stamp stamp)
    {
        CannotSign(stamp.By).ThrowIfAny();
        if (
            !string.Equals(
                typedName.Trim(),
                stamp.By.Name.Trim(),
                StringComparison.OrdinalIgnoreCase
            )
        )
            throw new RefusedException(
                new Refusal($"Type your name as it is in your account: {stamp.By.Name}.")
            );
        if (string.IsNullOrWhiteSpace(title))
            throw new RefusedException(
                new Refusal("Say in which office you sign, such as Director.")
            );
        SignerName = typedName.Trim();
        SignerTitle = title.Trim();
        SignedById = stamp.By.Id;
        SignedAt = stamp.At;
        Move(
            nameof(Sign),
            (from, to) => new AwardSigned(stamp, Letter!.Sha256) { From = from, To = to }
        );
    }

    public Refusal? CannotCountersign(Actor actor) =>
        actor.Cannot(Permission.CountersignAwards)
        ?? NotOwn(actor)
        ?? Moves.Cannot(Status, nameof(Countersign));

    /// <summary>Puts the agreement in force and binds the money.</summary>
    public void Countersign(Fund fund, Stamp stamp)
    {
        CannotCountersign(stamp.By).ThrowIfAny();
        fund.Obligate(Amount, Id, $"{Number} {Title}", stamp);
        CountersignerName = stamp.By.Name;
        CountersignedAt = stamp.At;
        Move(
            nameof(Countersign),
            (from, to) => new AwardCountersigned(stamp) { From = from, To = to }
        );
    }

    /// <summary>
    /// Keeps the copy of the letter that carries both signatures. What was signed stays the letter as issued; the copy names
    /// its SHA-256.
    /// </summary>
    public void KeepSignedCopy(Guid fileId, string sha256, Stamp stamp)
    {
        if (Status != Active || Letter!.SignedCopyId is not null)
            throw new InvalidOperationException("One signed copy is kept at countersignature.");
        Letter.KeepSignedCopy(fileId, sha256);
        Raise(new SignedCopyKept(stamp, sha256));
    }

    public void Cancel(Fund fund, string reason, Stamp stamp)
    {
        CannotPrepare(stamp.By, nameof(Cancel)).ThrowIfAny();
        if (string.IsNullOrWhiteSpace(reason))
            throw new RefusedException(new Refusal("Say why the award is cancelled."));
        fund.Release(Amount, Id, $"{Number} cancelled: {reason}", stamp);
        Move(
            nameof(Cancel),
            (from, to) =>
                new AwardCancelled(stamp)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    /// <summary>Who looks after what is kept of the award.</summary>
    public Refusal? CannotKeep(Actor actor) =>
        actor.Cannot(Permission.CheckDeliverables) ?? NotOwn(actor);

    /// <param name="bytes">Null for what is usual here.</param>
    public void AllowSpace(long? bytes, Stamp stamp)
    {
        CannotKeep(stamp.By).ThrowIfAny();
        if (bytes is <= 0)
            throw new RefusedException(
                new Refusal("Allow some room, or leave it empty for what is usual.")
            );
        if (bytes == StorageQuota)
            return;
        StorageQuota = bytes;
        Raise(new SpaceAllowed(stamp, bytes));
    }

    public void AskFixityCheck(Stamp stamp)
    {
        CannotKeep(stamp.By).ThrowIfAny();
        FixityAskedAt = stamp.At;
        Raise(new FixityCheckAsked(stamp));
    }

    public Refusal? NotOwn(Actor actor) =>
        actor.BelongsTo(OrganizationId)
            ? new Refusal("You belong to the grantee, so others must handle this award.")
            : null;

    private void Move(string verb, Func<string, string, DomainEvent> happened)
    {
        var from = Status;
        Status = Moves.Move(from, verb);
        Raise(happened(from.ToString(), Status.ToString()));
    }
}

/// <summary>An award letter as it was made. A newer one voids it; nothing else changes it.</summary>
public sealed class AwardLetter : Entity
{
    private AwardLetter() { }

    internal AwardLetter(
        int number,
        Guid fileId,
        string sha256,
        string mergedData,
        int templateVersion,
        Stamp stamp
    )
    {
        Number = number;
        FileId = fileId;
        Sha256 = sha256;
        MergedData = mergedData;
        TemplateVersion = templateVersion;
        PreparedById = stamp.By.Id;
        PreparedByName = stamp.By.Name;
        PreparedAt = stamp.At;
    }

    public int Number { get; private set; }

    public Guid FileId { get; private set; }

    /// <summary>Of the PDF, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>What went into it, as JSON.</summary>
    public string MergedData { get; private set; } = "";

    public int TemplateVersion { get; private set; }

    public Guid PreparedById { get; private set; }

    public string PreparedByName { get; private set; } = "";

    public DateTimeOffset PreparedAt { get; private set; }

    public string? ApprovedByName { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    public DateTimeOffset? IssuedAt { get; private set; }

    public DateTimeOffset? VoidedAt { get; private set; }

    /// <summary>The letter with both signatures filled in, made when the agreement came into force.</summary>
    public Guid? SignedCopyId { get; private set; }

    public string? SignedCopySha256 { get; private set; }

    internal void KeepSignedCopy(Guid fileId, string sha256)
    {
        SignedCopyId = fileId;
        SignedCopySha256 = sha256;
    }

    internal void Approve(Stamp stamp)
    {
        ApprovedByName = stamp.By.Name;
        ApprovedAt = stamp.At;
    }

    internal void Issue(Stamp stamp) => IssuedAt = stamp.At;

    internal void Void(Stamp stamp) => VoidedAt = stamp.At;
}

public sealed record AwardMade(Stamp Stamp, string Number) : DomainEvent(Stamp)
{
    public override string Detail => Number;
}

public sealed record LetterWasDrafted(Stamp Stamp, string Sha256) : DomainEvent(Stamp)
{
    public override string Detail => $"SHA-256 {Sha256}";
}

public sealed record LetterWasApproved(Stamp Stamp) : DomainEvent(Stamp);

public sealed record AwardIssued(Stamp Stamp) : DomainEvent(Stamp);

public sealed record AwardSigned(Stamp Stamp, string Sha256) : DomainEvent(Stamp)
{
    public override string Detail => $"letter with SHA-256 {Sha256}";
}

public sealed record AwardCountersigned(Stamp Stamp) : DomainEvent(Stamp);

public sealed record SignedCopyKept(Stamp Stamp, string Sha256) : DomainEvent(Stamp)
{
    public override string Detail => $"SHA-256 {Sha256}";
}

public sealed record SpaceAllowed(Stamp Stamp, long? Bytes) : DomainEvent(Stamp)
{
    public override string Detail =>
        Bytes is { } bytes
            ? FormattableString.Invariant($"{bytes / (decimal)(1L << 30):0.##} GiB")
            : "as usual";
}

public sealed record FixityCheckAsked(Stamp Stamp) : DomainEvent(Stamp);

public sealed record AwardCancelled(Stamp Stamp) : DomainEvent(Stamp);
