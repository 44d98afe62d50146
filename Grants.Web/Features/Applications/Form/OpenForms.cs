namespace Grants.Web.Features.Applications.Form;

/// <summary>Something about an application changed that its open forms show.</summary>
/// <param name="AnswerKey">Which answer; null for comments.</param>
/// <param name="Version">Of the stored answer.</param>
public readonly record struct FormNews(string? AnswerKey, int Version)
{
    public static FormNews Comments { get; }
}

/// <param name="Section">Key of the section that they look at.</param>
public sealed record FormReader(Guid PersonId, string Name, string Section);

/// <summary>
/// Who has which application's form open, and what they tell each other at once. A window that hears nothing, because the
/// others are on another node, catches up by looking into the database now and then.
/// </summary>
public interface IOpenForms
{
    /// <summary>A window opens. Until it moves to a section nobody sees it.</summary>
    IFormSeat Sit(Guid applicationId, Guid personId, string name);

    /// <summary>Tells every window of the application, after it was stored.</summary>
    void Tell(Guid applicationId, FormNews news);
}

/// <summary>One window; disposed when it closes.</summary>
public interface IFormSeat : IDisposable
{
    /// <summary>Other people, each section in which they have a window.</summary>
    IReadOnlyList<FormReader> Others { get; }

    /// <summary>Others came, moved or went. Raised on the thread of who did it.</summary>
    event Action? Moved;

    /// <summary>Raised on the thread of who stored it, in the window that stored it too.</summary>
    event Action<FormNews>? Told;

    void MoveTo(string section);

    /// <summary>The line to the window is broken: it isn't shown until it moves again.</summary>
    void StandUp();
}

/// <summary>The open forms of this process.</summary>
public sealed class OpenFormsHere : IOpenForms
{
    private readonly Lock _door = new();
    private readonly Dictionary<Guid, List<Seat>> _rooms = [];

    public IFormSeat Sit(Guid applicationId, Guid personId, string name)
    {
        var seat = new Seat(this, applicationId, personId, name);
        lock (_door)
        {
            if (!_rooms.TryGetValue(applicationId, out var room))
                _rooms[applicationId] = room = [];
            room.Add(seat);
        }
        return seat;
    }

    public void Tell(Guid applicationId, FormNews news)
    {
        foreach (var seat in Room(applicationId))
            seat.Hear(news);
    }

    private Seat[] Room(Guid applicationId)
    {
        lock (_door)
            return _rooms.TryGetValue(applicationId, out var room) ? [.. room] : [];
    }

    private void Leave(Seat seat)
    {
        lock (_door)
            if (
                _rooms.TryGetValue(seat.ApplicationId, out var room)
                && room.Remove(seat)
                && room.Count == 0
            )
                _rooms.Remove(seat.ApplicationId);
    }

    private sealed class Seat(OpenFormsHere forms, Guid applicationId, Guid personId, string name)
        : IFormSeat
    {
        private volatile string? _section;

        public Guid ApplicationId => applicationId;

        public event Action? Moved;

        public event Action<FormNews>? Told;

        public IReadOnlyList<FormReader> Others =>
            [
                .. forms
                    .Room(applicationId)
                    .Where(s => s.Reader is not null && s.Reader.PersonId != personId)
                    .Select(s => s.Reader!)
                    .Distinct(),
            ];

        private FormReader? Reader =>
            _section is { } section ? new FormReader(personId, name, section) : null;

        public void MoveTo(string section) => Become(section);

        public void StandUp() => Become(null);

        public void Hear(FormNews news) => Told?.Invoke(news);

        public void Dispose()
        {
            forms.Leave(this);
            Become(null);
        }

        private void Become(string? section)
        {
            if (_section == section)
                return;
            _section = section;
            foreach (var seat in forms.Room(applicationId))
                if (seat != this)
                    seat.Moved?.Invoke();
        }
    }
}
