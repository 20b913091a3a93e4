using System.Globalization;

namespace Recommender.Service.Desk.Editing;

/// <summary>
/// What a button of a block's form does. A closed family; the button's value is a verb and its object, such as <c>pin:KEY</c>.
/// </summary>
public abstract record DraftAction
{
    private DraftAction(string value) => Value = value;

    /// <summary>The value of the button.</summary>
    public string Value { get; }

    /// <returns>The action of a button's value; null if no button has it.</returns>
    public static DraftAction? Of(string value) => value.Split(':') switch
    {
        ["save"] => new Save(),
        ["discard"] => new Discard(),
        ["resume"] => new TakeUp(),
        ["preview"] => new Preview(),
        ["find"] => new Find(),
        ["more", var article] => new Open(article),
        ["less"] => new Close(),
        ["pin", var article] => new Pin(article),
        ["up", var article] => new MoveUp(article),
        ["down", var article] => new MoveDown(article),
        ["move", var article, var place] when int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
            new Move(article, number),
        ["exclude", var article] => new Exclude(article),
        ["drop", var rule] => new Remove(rule),
        ["lock"] => new Lock(),
        ["noblock"] => new NoBlock(),
        ["pick-pin", var article] => new PinPick(article),
        ["pick-exclude", var article] => new ExcludePick(article),
        ["pick-everywhere", var article] => new ExcludeEverywhere(article),
        ["pick-weigh", var article] => new WeighPick(article),
        ["pick-present", var article] => new PresentPick(article),
        _ => null,
    };

    /// <summary>Saves the draft.</summary>
    public sealed record Save() : DraftAction("save");

    /// <summary>Drops the draft.</summary>
    public sealed record Discard() : DraftAction("discard");

    /// <summary>Goes on with the draft that was left.</summary>
    public sealed record TakeUp() : DraftAction("resume");

    /// <summary>Shows the draft again.</summary>
    public sealed record Preview() : DraftAction("preview");

    /// <summary>Searches for articles.</summary>
    public sealed record Find() : DraftAction("find");

    /// <summary>Opens the fields of an article.</summary>
    public sealed record Open(string Article) : DraftAction($"more:{Article}");

    /// <summary>Closes the fields.</summary>
    public sealed record Close() : DraftAction("less");

    /// <summary>An action that changes the draft.</summary>
    public abstract record Edit : DraftAction
    {
        private protected Edit(string value)
            : base(value)
        {
        }
    }

    /// <summary>Pins an article to its place, or to the first.</summary>
    public sealed record Pin(string Article) : Edit($"pin:{Article}");

    public sealed record MoveUp(string Article) : Edit($"up:{Article}");

    public sealed record MoveDown(string Article) : Edit($"down:{Article}");

    /// <param name="Place">From 1.</param>
    public sealed record Move(string Article, int Place) : Edit(string.Create(CultureInfo.InvariantCulture, $"move:{Article}:{Place}"));

    public sealed record Exclude(string Article) : Edit($"exclude:{Article}");

    /// <param name="Rule">The rule's id.</param>
    public sealed record Remove(string Rule) : Edit($"drop:{Rule}");

    /// <summary>Locks the block as it is.</summary>
    public sealed record Lock() : Edit("lock");

    public sealed record NoBlock() : Edit("noblock");

    /// <summary>An edit with the open fields of its article.</summary>
    public abstract record OfPick : Edit
    {
        private protected OfPick(string verb, string article)
            : base($"{verb}:{article}") => Article = article;

        public string Article { get; }
    }

    public sealed record PinPick(string Key) : OfPick("pick-pin", Key);

    public sealed record ExcludePick(string Key) : OfPick("pick-exclude", Key);

    public sealed record ExcludeEverywhere(string Key) : OfPick("pick-everywhere", Key);

    public sealed record WeighPick(string Key) : OfPick("pick-weigh", Key);

    public sealed record PresentPick(string Key) : OfPick("pick-present", Key);
}
