using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using static Grants.Domain.Catalog.CatalogStatus;

namespace Grants.Domain.Catalog;

public enum CatalogStatus
{
    Draft,
    Published,

    /// <summary>A tombstone stays in its place.</summary>
    Withdrawn,
}

/// <summary>One described item in the public catalog, shown under the institution that holds it.</summary>
public sealed class CatalogRecord : Aggregate
{
    private const string Editor = "catalog editor";

    private readonly List<CatalogImage> _images = [];

    public static TransitionTable<CatalogStatus> Moves { get; } =
        new(
            nameof(CatalogRecord),
            new(Draft, nameof(Publish), Published, Editor),
            new(Published, nameof(Withdraw), Withdrawn, Editor + ", with a reason"),
            new(Withdrawn, nameof(Publish), Published, Editor)
        );

    private CatalogRecord() { }

    /// <param name="slug">Its public address: /catalog/{slug}; never changes.</param>
    public CatalogRecord(
        string slug,
        Guid holdingInstitutionId,
        CatalogDescription description,
        Stamp stamp
    )
    {
        Slug = slug;
        HoldingInstitutionId = holdingInstitutionId;
        Set(description);
        Raise(new RecordDrafted(stamp));
    }

    public string Slug { get; private set; } = "";

    /// <summary>The organization that holds the original.</summary>
    public Guid HoldingInstitutionId { get; private set; }

    /// <summary>The award that paid for its digitization, if one did.</summary>
    public Guid? AwardId { get; init; }

    /// <summary>The delivered item that it was made from.</summary>
    public Guid? BatchItemId { get; init; }

    public Guid? DeliverableId { get; init; }

    /// <summary>The holding institution's own identifier.</summary>
    public string Identifier { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>Translated or transliterated titles, separated by ";".</summary>
    public string AlternativeTitle { get; private set; } = "";

    public string Description { get; private set; } = "";

    /// <summary>A DCMI Type term, such as StillImage.</summary>
    public string Type { get; private set; } = "";

    /// <summary>One rightsstatements.org or Creative Commons URI.</summary>
    public string RightsUri { get; private set; } = "";

    /// <summary>What a reader should know beyond the statement.</summary>
    public string RightsNote { get; private set; } = "";

    public string RightsHolder { get; private set; } = "";

    public string CollectionName { get; private set; } = "";

    /// <summary>As the sheet gave it, preferably EDTF; empty for undated.</summary>
    public string Date { get; private set; } = "";

    public string Creator { get; private set; } = "";

    /// <summary>ISO 639-3 codes separated by ";".</summary>
    public string Language { get; private set; } = "";

    /// <summary>Separated by ";", as are places and people.</summary>
    public string Subjects { get; private set; } = "";

    public string Places { get; private set; } = "";

    public string People { get; private set; } = "";

    public string Genre { get; private set; } = "";

    public string Extent { get; private set; } = "";

    /// <summary>Width x height of the original with its unit.</summary>
    public string Size { get; private set; } = "";

    /// <summary>Where the institution shows it itself, or empty.</summary>
    public string Link { get; private set; } = "";

    public CatalogStatus Status { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>What the tombstone tells the public; the private reason is in the log.</summary>
    public string? PublicMessage { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Grows with every change of any record; the search index reads on from the last one it saw.</summary>
    public long ChangeNumber { get; private set; }

    public IReadOnlyList<CatalogImage> Images => _images;

    public void AddImage(
        Guid viewFileId,
        Guid thumbnailFileId,
        int width,
        int height,
        string alt
    ) =>
        _images.Add(
            new CatalogImage(_images.Count + 1, viewFileId, thumbnailFileId, width, height, alt)
        );

    public static Refusal? CannotEdit(Actor actor) => actor.Cannot(Permission.EditCatalog);

    public void Describe(CatalogDescription description, Stamp stamp)
    {
        CannotEdit(stamp.By).ThrowIfAny();
        Set(description);
        Raise(new RecordDescribed(stamp));
    }

    /// <summary>Says a known name as the hub writes it, where it has another of its spellings.</summary>
    /// <returns>False where it has none of them, or its field no room for the name: then it stays as it was.</returns>
    public bool Respell(KnownName name, Stamp stamp)
    {
        CannotEdit(stamp.By).ThrowIfAny();
        var was = ToDescription();
        var says =
            name.Kind == NameKind.Place
                ? was with
                {
                    Places = name.In(Places),
                }
                : was with
                {
                    Creator = name.In(Creator),
                    People = name.In(People),
                };
        if (says == was || DescriptionCheck.Of(says).Except(DescriptionCheck.Of(was)).Any())
            return false;
        Set(says);
        Raise(new RecordRespelled(stamp, name.Name));
        return true;
    }

    public Refusal? CannotPublish(Actor actor)
    {
        if ((CannotEdit(actor) ?? Moves.Cannot(Status, nameof(Publish))) is { } refusal)
            return refusal;
        if (string.IsNullOrWhiteSpace(Title))
            return new Refusal("The record needs a title.");
        return string.IsNullOrWhiteSpace(RightsUri)
            ? new Refusal("The record needs a rights statement.")
            : null;
    }

    public void Publish(Stamp stamp)
    {
        CannotPublish(stamp.By).ThrowIfAny();
        PublishedAt ??= stamp.At;
        PublicMessage = null;
        WithdrawnAt = null;
        Move(nameof(Publish), (from, to) => new RecordPublished(stamp) { From = from, To = to });
    }

    public Refusal? CannotWithdraw(Actor actor) =>
        CannotEdit(actor) ?? Moves.Cannot(Status, nameof(Withdraw));

    /// <param name="publicMessage">Shown on the tombstone.</param>
    /// <param name="privateReason">Kept in the log only.</param>
    public void Withdraw(string publicMessage, string privateReason, Stamp stamp)
    {
        CannotWithdraw(stamp.By).ThrowIfAny();
        if (string.IsNullOrWhiteSpace(privateReason))
            throw new RefusedException(new Refusal("Say why it is withdrawn."));
        PublicMessage = publicMessage;
        WithdrawnAt = stamp.At;
        Move(
            nameof(Withdraw),
            (from, to) =>
                new RecordWithdrawn(stamp)
                {
                    From = from,
                    To = to,
                    Reason = privateReason,
                }
        );
    }

    /// <summary>What it says now.</summary>
    public CatalogDescription ToDescription() =>
        new()
        {
            Identifier = Identifier,
            Title = Title,
            AlternativeTitle = AlternativeTitle,
            Description = Description,
            Type = Type,
            RightsUri = RightsUri,
            RightsNote = RightsNote,
            RightsHolder = RightsHolder,
            CollectionName = CollectionName,
            Date = Date,
            Creator = Creator,
            Language = Language,
            Subjects = Subjects,
            Places = Places,
            People = People,
            Genre = Genre,
            Extent = Extent,
            Size = Size,
            Link = Link,
        };

    private void Set(CatalogDescription d)
    {
        Identifier = d.Identifier;
        Title = d.Title;
        AlternativeTitle = d.AlternativeTitle;
        Description = d.Description;
        Type = d.Type;
        RightsUri = d.RightsUri;
        RightsNote = d.RightsNote;
        RightsHolder = d.RightsHolder;
        CollectionName = d.CollectionName;
        Date = d.Date;
        Creator = d.Creator;
        Language = d.Language;
        Subjects = d.Subjects;
        Places = d.Places;
        People = d.People;
        Genre = d.Genre;
        Extent = d.Extent;
        Size = d.Size;
        Link = d.Link;
    }

    private void Move(string verb, Func<string, string, DomainEvent> happened)
    {
        var from = Status;
        Status = Moves.Move(from, verb);
        Raise(happened(from.ToString(), Status.ToString()));
    }
}

/// <summary>What a record says of its item: the hub's core metadata profile.</summary>
public sealed record CatalogDescription
{
    public string Identifier { get; init; } = "";
    public string Title { get; init; } = "";
    public string AlternativeTitle { get; init; } = "";
    public string Description { get; init; } = "";
    public string Type { get; init; } = "";
    public string RightsUri { get; init; } = "";
    public string RightsNote { get; init; } = "";
    public string RightsHolder { get; init; } = "";
    public string CollectionName { get; init; } = "";
    public string Date { get; init; } = "";
    public string Creator { get; init; } = "";
    public string Language { get; init; } = "";
    public string Subjects { get; init; } = "";
    public string Places { get; init; } = "";
    public string People { get; init; } = "";
    public string Genre { get; init; } = "";
    public string Extent { get; init; } = "";
    public string Size { get; init; } = "";
    public string Link { get; init; } = "";
}

/// <summary>A picture of the item, made from its master for the screen.</summary>
public sealed class CatalogImage : Entity
{
    public const int MaxAltLength = 1000;

    private CatalogImage() { }

    internal CatalogImage(
        int number,
        Guid viewFileId,
        Guid thumbnailFileId,
        int width,
        int height,
        string alt
    )
    {
        Number = number;
        ViewFileId = viewFileId;
        ThumbnailFileId = thumbnailFileId;
        Width = width;
        Height = height;
        Alt = alt;
    }

    public int Number { get; private set; }

    public Guid ViewFileId { get; private set; }

    public Guid ThumbnailFileId { get; private set; }

    /// <summary>Pixels of the view.</summary>
    public int Width { get; private set; }

    /// <summary>Pixels of the view.</summary>
    public int Height { get; private set; }

    public string Alt { get; private set; } = "";
}

public sealed record RecordDrafted(Stamp Stamp) : DomainEvent(Stamp);

public sealed record RecordDescribed(Stamp Stamp) : DomainEvent(Stamp);

public sealed record RecordRespelled(Stamp Stamp, string Name) : DomainEvent(Stamp)
{
    public override string Detail => $"A name is written as {Name}";
}

public sealed record RecordPublished(Stamp Stamp) : DomainEvent(Stamp);

public sealed record RecordWithdrawn(Stamp Stamp) : DomainEvent(Stamp);
