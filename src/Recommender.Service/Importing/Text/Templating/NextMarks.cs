namespace Recommender.Service.Importing.Text.Templating;

/// <summary>Finds the next place of a mark. Places are asked for in rising order, so that the text is searched once.</summary>
internal sealed class NextMarks(string text, string mark)
{
    private int _found = -1;

    /// <summary>The first place at or behind <paramref name="start"/>; <see cref="int.MaxValue"/> if there is none.</summary>
    public int From(int start)
    {
        if (_found < start)
        {
            var at = start >= text.Length ? -1 : text.IndexOf(mark, start, StringComparison.OrdinalIgnoreCase);
            _found = at < 0 ? int.MaxValue : at;
        }

        return _found;
    }
}
