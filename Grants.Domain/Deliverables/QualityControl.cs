using Grants.Domain.Kernel;

namespace Grants.Domain.Deliverables;

/// <summary>People look at a sample of one batch. The sampled items are rows of their own: there may be thousands.</summary>
public sealed class QualityControl : Aggregate
{
    private QualityControl() { }

    public QualityControl(Batch batch, int seed, Stamp stamp)
    {
        BatchId = batch.Id;
        Seed = seed;
        BeganAt = stamp.At;
        BeganBy = stamp.By.Name;
    }

    public Guid BatchId { get; private set; }

    /// <summary>Draws the same sample again.</summary>
    public int Seed { get; private set; }

    /// <summary>Items of the batch.</summary>
    public int Items { get; private set; }

    /// <summary>Items to look at.</summary>
    public int Scope { get; private set; }

    public DateTimeOffset BeganAt { get; private set; }

    public string BeganBy { get; private set; } = "";

    /// <param name="items">All of the batch, in the order of its sheet.</param>
    /// <param name="all">Look at every item, as a sample delivery asks.</param>
    public IReadOnlyList<SampledItem> Draw(IReadOnlyList<ItemToDraw> items, bool all)
    {
        var drawn = all ? items : Sample.Draw(items, Seed);
        (Items, Scope) = (items.Count, drawn.Count);
        return [.. drawn.Select((item, i) => new SampledItem(this, item, i + 1))];
    }

    /// <summary>The sample becomes the whole batch; what was looked at stays.</summary>
    /// <param name="rest">Items outside the sample, in the order of the sheet.</param>
    public IReadOnlyList<SampledItem> Widen(IReadOnlyList<ItemToDraw> rest, Stamp stamp)
    {
        if (rest.Count == 0)
            throw new RefusedException(new Refusal("The sample is the whole batch already."));
        var first = Scope + 1;
        Scope = Items;
        Raise(new SampleWidened(stamp, Items));
        return [.. rest.Select((item, i) => new SampledItem(this, item, first + i))];
    }
}

public enum Verdict
{
    Open,
    Good,
    Defective,
}

/// <summary>An item that people look at, and how it came out. Each change is a preservation event of its batch.</summary>
public sealed class SampledItem : Aggregate
{
    /// <summary>More on one item means that it has to be done again anyway.</summary>
    public const int MostDefects = 20;

    private readonly List<Defect> _defects = [];

    private SampledItem() { }

    internal SampledItem(QualityControl control, ItemToDraw item, int number)
    {
        QualityControlId = control.Id;
        BatchItemId = item.Id;
        Material = item.Material;
        Number = number;
    }

    public Guid QualityControlId { get; private set; }

    public Guid BatchItemId { get; private set; }

    /// <summary>From 1, in the order in which they are looked at.</summary>
    public int Number { get; private set; }

    public string Material { get; private set; } = "";

    public Verdict Verdict { get; private set; }

    public string? JudgedBy { get; private set; }

    public DateTimeOffset? JudgedAt { get; private set; }

    public IReadOnlyList<Defect> Defects => _defects;

    public Refusal? CannotPass() =>
        _defects.Count == 0
            ? null
            : new Refusal("Remove its defects first; an item with a defect isn't good.");

    public void Pass(Stamp stamp)
    {
        CannotPass().ThrowIfAny();
        Judge(Verdict.Good, stamp);
    }

    public Refusal? CannotFault(DefectKind kind, string note) =>
        kind == DefectKind.Other && string.IsNullOrWhiteSpace(note)
            ? new Refusal("Say in the note what is wrong.")
        : _defects.Count >= MostDefects
            ? new Refusal($"At most {MostDefects} defects are kept of one item.")
        : null;

    /// <param name="fileId">The batch file it is seen on; null when it is about the item.</param>
    /// <param name="mark">Where on the image, or null.</param>
    public Defect Fault(DefectKind kind, Guid? fileId, Mark? mark, string note, Stamp stamp)
    {
        CannotFault(kind, note).ThrowIfAny();
        var defect = new Defect(this, kind, fileId, mark, note.Trim());
        _defects.Add(defect);
        Judge(Verdict.Defective, stamp);
        return defect;
    }

    /// <summary>Without its last defect an item is open again.</summary>
    public void Unfault(Guid defectId, Stamp stamp)
    {
        if (_defects.RemoveAll(d => d.Id == defectId) == 0)
            throw new RefusedException(new Refusal("This defect was removed already."));
        Judge(_defects.Count > 0 ? Verdict.Defective : Verdict.Open, stamp);
    }

    private void Judge(Verdict verdict, Stamp stamp)
    {
        Verdict = verdict;
        JudgedBy = verdict == Verdict.Open ? null : stamp.By.Name;
        JudgedAt = verdict == Verdict.Open ? null : stamp.At;
    }
}

/// <summary>Something wrong with a sampled item.</summary>
public sealed class Defect : Entity
{
    private Defect() { }

    internal Defect(SampledItem item, DefectKind kind, Guid? fileId, Mark? mark, string note)
    {
        SampledItemId = item.Id;
        Kind = kind;
        FileId = fileId;
        Mark = mark;
        Note = note;
    }

    public Guid SampledItemId { get; private set; }

    public DefectKind Kind { get; private set; }

    /// <summary>Of the batch's file it is seen on.</summary>
    public Guid? FileId { get; private set; }

    public Mark? Mark { get; private set; }

    public string Note { get; private set; } = "";
}

/// <summary>A rectangle on an image, in fractions of its upright width and height from its upper left corner, 0 to 1.</summary>
public sealed record Mark(double X, double Y, double Width, double Height)
{
    /// <summary>Smaller ones couldn't be seen.</summary>
    private const double Smallest = 0.01;

    /// <summary>The nearest rectangle that lies on the image; anything that isn't a number is taken as 0.</summary>
    public static Mark On(double x, double y, double width, double height)
    {
        var (w, h) = (Fit(width, Smallest, 1), Fit(height, Smallest, 1));
        return new Mark(Fit(x, 0, 1 - w), Fit(y, 0, 1 - h), w, h);
    }

    /// <summary>"upper left", for people who don't see it.</summary>
    public string Place
    {
        get
        {
            string[] rows = ["upper", "middle", "lower"];
            string[] columns = ["left", "centre", "right"];
            var row = rows[(int)Math.Min(2, (Y + Height / 2) * 3)];
            var column = columns[(int)Math.Min(2, (X + Width / 2) * 3)];
            return (row, column) == ("middle", "centre") ? "in the middle" : $"{row} {column}";
        }
    }

    private static double Fit(double value, double least, double most) =>
        double.IsFinite(value) ? Math.Clamp(Math.Round(value, 4), least, most) : least;
}

/// <summary>How far the control of a batch is.</summary>
/// <param name="Items">Of the batch.</param>
/// <param name="Scope">Items to look at.</param>
public readonly record struct ControlTally(int Items, int Scope, int Good, int Defective)
{
    /// <summary>More defective items than this, in per cent of the sample, ask for a look at every item.</summary>
    public const int MostDefectivePercent = 1;

    public int Seen => Good + Defective;

    public int Left => Scope - Seen;

    public bool CoversAll => Scope >= Items;

    public bool AsksForAll => !CoversAll && Defective * 100 > Scope * MostDefectivePercent;

    public Refusal? NotSeen() =>
        Left == 0
            ? null
            : new Refusal(
                Left == 1
                    ? "One item of the sample wasn't looked at yet."
                    : $"{Numbers.Say(Left)} items of the sample weren't looked at yet."
            );

    public Refusal? NotWidened() =>
        AsksForAll
            ? new Refusal(
                $"More than {MostDefectivePercent} % of the sample is defective: look at all items, or return the batch."
            )
            : null;
}

/// <summary>What an acceptance counts for.</summary>
/// <param name="Units">In the units that the materials are promised in.</param>
public readonly record struct AcceptedCount(int Items, decimal Units);

public sealed record SampleWidened(Stamp Stamp, int Items) : DomainEvent(Stamp)
{
    public override string Detail => $"All {Numbers.Say(Items)} items";
}
