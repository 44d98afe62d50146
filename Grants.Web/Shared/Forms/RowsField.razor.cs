using Grants.Domain.Forms;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Shared.Forms;

public sealed partial class RowsField
{
    private readonly List<Row> _rows = [];
    private int? _reshapedTo;

    [Parameter, EditorRequired]
    public required LiveAnswer Answer { get; set; }

    [Parameter]
    public string Currency { get; set; } = "";

    [Parameter]
    public EventCallback<int> OnReshaped { get; set; }

    private Question Question => Answer.Question;

    private string Key => Question.Key;

    private bool IsBudget => Question.Type == QuestionType.Budget;

    protected override void OnInitialized() =>
        _rows.AddRange(TableRows.Parse(Answer.Value).Select(cells => new Row(cells)));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_reshapedTo is not { } row)
            return;
        _reshapedTo = null;
        await OnReshaped.InvokeAsync(row);
    }

    private void Add()
    {
        _rows.Add(new Row(new Dictionary<string, string>()));
        _reshapedTo = _rows.Count - 1;
    }

    private void Remove(int index)
    {
        _rows.RemoveAt(index);
        _reshapedTo = Math.Min(index, _rows.Count - 1);
    }

    private void Move(int index, int by)
    {
        var row = _rows[index];
        _rows.RemoveAt(index);
        _rows.Insert(index + by, row);
        _reshapedTo = index + by;
    }

    /// <param name="cells">What the row held when it was first drawn.</param>
    private sealed class Row(IReadOnlyDictionary<string, string> cells)
    {
        public IReadOnlyDictionary<string, string> Cells { get; } = cells;
    }
}
