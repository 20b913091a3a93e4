using System.Globalization;
using System.Numerics;

namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>Reads a date that is written in words and numbers, in any of fifty languages. Never guesses between two days.</summary>
internal static class DateReader
{
    private static readonly PersianCalendar Persian = new();

    public static WrittenDate Read(string text, DateHints hints)
    {
        var language = DateWords.BitOf(hints.Language);
        if (DateScan.Of(text, language) is not { } fields || fields.Numbers.Count > 3 || TimeOf(fields) is not { } time)
        {
            return WrittenDate.Unread;
        }

        if (fields.WeekOfYear is { } week)
        {
            return week is >= 1 and <= 53 && fields.Day is >= 1 and <= 7 && fields.Numbers.Count == 0
                ? Of(ISOWeek.ToDateTime(fields.Year!.Value, week, (DayOfWeek)(fields.Day.Value % 7)), time, fields) : WrittenDate.Unread;
        }

        var (month, weekdays, isClear) = Names(fields, language);
        if (!isClear)
        {
            return WrittenDate.Unread;
        }

        fields.Month ??= month;
        return fields.Month is not null ? OfNamed(fields, time, weekdays, hints) : OfNumbers(fields, time, weekdays, hints);
    }

    // The time of the day; null if it contradicts itself.
    private static TimeSpan? TimeOf(DateFields fields)
    {
        var time = fields.Time ?? TimeSpan.Zero;
        return fields.IsAfternoon switch
        {
            null => time,
            // "22:00 PM".
            true => time.Hours < 12 && time.Days == 0 ? time + TimeSpan.FromHours(12) : time,
            false => time.Hours == 12 ? time - TimeSpan.FromHours(12) : time.Hours < 12 ? time : null,
        };
    }

    // The month that is named, the days of the week that may be, and whether the words say one thing only.
    private static (int? Month, int Weekdays, bool IsClear) Names(DateFields fields, ulong language)
    {
        // A word that may be both is the month if no other is: "mar, 3 déc" and "mar, 3 mar".
        var months = fields.Names.Where(name => name.Word.Months.Count > 0).ToList();
        var certain = months.Where(name => name.Word.Days.Count == 0).ToList();
        var named = certain.Count > 0 ? certain : months.TakeLast(1).ToList();
        if (named.Count > 1 || (named.Count == 0 && months.Count > 0))
        {
            return (null, 0, false);
        }

        var others = fields.Names.Where(name => named.Count == 0 || name.At != named[0].At).ToList();
        var weekdays = others.Where(name => name.IsLong).SelectMany(name => name.Word.Days)
            .Aggregate(0, (days, day) => days | 1 << day.Value);
        if (named.Count == 0 || fields.Month is not null)
        {
            return (null, weekdays, true);
        }

        var meanings = named[0].Word.Months;
        if (meanings.Count > 1)
        {
            // Words of the same language tell which.
            var shared = others.SelectMany(name => name.Word.Days).Aggregate(0UL, (all, day) => all | day.Languages);
            var own = meanings.Where(meaning => (meaning.Languages & language) != 0).ToList();
            meanings = own.Count == 1 ? own : [.. meanings.Where(meaning => (meaning.Languages & shared) != 0)];
        }

        return meanings.Count == 1 ? (meanings[0].Value, weekdays, true) : (null, 0, false);
    }

    private static WrittenDate OfNamed(DateFields fields, TimeSpan time, int weekdays, DateHints hints)
    {
        var numbers = fields.Numbers;
        var name = fields.Names.LastOrDefault(name => name.Word.Months.Count > 0).At;
        if (numbers.Count > 2 || (numbers.Count == 2 && (fields.Year ?? fields.Day) is not null))
        {
            return WrittenDate.Unread;
        }

        if (numbers.Count == 2)
        {
            // "25 Mar 26", "Mar 25 26": the year comes last, unless it differs from a day.
            var isYearFirst = numbers[0].IsYear || (numbers[0].Value > 31 && numbers[0].Digits == 2);
            var (day, year) = isYearFirst ? (numbers[1], numbers[0]) : (numbers[0], numbers[1]);
            if (year is { Digits: 3, Value: >= 100 and < 200 }
                && Date(1900 + year.Value, fields.Month!.Value, day.Value, fields, hints) is { } since
                && (weekdays & 1 << (int)since.DayOfWeek) != 0)
            {
                // Years since 1900, as JavaScript counts; the day of the week confirms it.
                return Of(since, time, fields);
            }

            if (day.Digits > 2 || year.IsOrdinal || !(isYearFirst || year.IsYear || (year.Digits == 2 && year.At > name)))
            {
                return WrittenDate.Unread;
            }

            (fields.Day, fields.Year) = (day.Value, Full(year));
        }
        else if (numbers.Count == 1)
        {
            if (fields.Year is null && numbers[0] is { IsYear: true })
            {
                fields.Year = numbers[0].Value;
            }
            else if (fields.Day is null && numbers[0].Digits <= 2)
            {
                fields.Day = numbers[0].Value;
            }
            else
            {
                return WrittenDate.Unread;
            }
        }

        return fields.Year is { } inYear ? Of(Date(inYear, fields.Month!.Value, fields.Day ?? 1, fields, hints), time, fields)
            : WrittenDate.Unread;
    }

    private static WrittenDate OfNumbers(DateFields fields, TimeSpan time, int weekdays, DateHints hints)
    {
        var numbers = fields.Numbers;
        if (numbers.Any(number => number.IsOrdinal) || (fields.Year ?? fields.Day) is not null)
        {
            return WrittenDate.Unread;
        }

        switch (numbers)
        {
            case [{ IsYear: true } year, var month, var day] when day.Digits <= 2:
                return Of(Date(year.Value, month.Value, day.Value, fields, hints), time, fields);
            case [{ Digits: <= 2 } one, { Digits: <= 2 } two, { Digits: 4 or 2 } year]:
                // Two digits between dashes may be the year, too, and stand at either end.
                return year.Digits == 2 && two.Before is not ('/' or '.') ? WrittenDate.Unread
                    : OfTwoOrders(one, two, year, fields, time, weekdays, hints);
            case [{ IsYear: true } year, { Digits: 3 } day]:
                return day.Value is >= 1 && day.Value <= (IsLeap(year.Value) ? 366 : 365)
                    ? Of(Date(year.Value, 1, 1, fields, default)?.AddDays(day.Value - 1), time, fields) : WrittenDate.Unread;
            case [{ IsYear: true } year, { Digits: <= 2 } month] when fields.Time is null:
                return Of(Date(year.Value, month.Value, 1, fields, hints), time, fields);
            case [{ Digits: <= 2 } month, { IsYear: true } year] when fields.Time is null:
                return Of(Date(year.Value, month.Value, 1, fields, hints), time, fields);
            case [{ IsYear: true } year] when fields.Time is null && fields.Names.Count == 0:
                return Of(Date(year.Value, 1, 1, fields, hints), time, fields);
            default:
                return WrittenDate.Unread;
        }
    }

    private static WrittenDate OfTwoOrders(
        DateNumber one, DateNumber two, DateNumber year, DateFields fields, TimeSpan time, int weekdays, DateHints hints)
    {
        var isDashed = two.Before == '-';
        var (dayOrder, monthOrder) = isDashed ? (DayOrders.DayFirstWithDash, DayOrders.MonthFirstWithDash)
            : (DayOrders.DayFirst, DayOrders.MonthFirst);
        var day = Date(Full(year), two.Value, one.Value, fields, hints);
        var month = Date(Full(year), one.Value, two.Value, fields, hints);
        if ((day ?? month) is null)
        {
            return WrittenDate.Unread;
        }

        if (day is null || month is null || day == month)
        {
            return Of(day ?? month, time, fields) with
            {
                Order = day == month || two.Before == '.' ? DayOrders.None : day is null ? monthOrder : dayOrder,
            };
        }

        // The day of the week, if it is that of one of them only.
        var (fitsDay, fitsMonth) = ((weekdays & 1 << (int)day.Value.DayOfWeek) != 0, (weekdays & 1 << (int)month.Value.DayOfWeek) != 0);
        if (BitOperations.PopCount((uint)weekdays) > 0 && fitsDay != fitsMonth)
        {
            return Of(fitsDay ? day : month, time, fields) with
            {
                Order = two.Before == '.' ? DayOrders.None : fitsDay ? dayOrder : monthOrder,
            };
        }

        return (two.Before == '.' ? true : hints.IsDayFirst(isDashed)) switch
        {
            true => Of(day, time, fields),
            false => Of(month, time, fields),
            null => new WrittenDate(null, Of(day, time, fields).Instant, Of(month, time, fields).Instant),
        };
    }

    private static int Full(DateNumber year) => year.Digits > 2 ? year.Value : year.Value < 50 ? 2000 + year.Value : 1900 + year.Value;

    private static bool IsLeap(int year) => year is >= 1 and <= 9999 && DateTime.IsLeapYear(year);

    private static DateTime? Date(int year, int month, int day, DateFields fields, DateHints hints)
    {
        try
        {
            // The Persian calendar: by its months, or by a year that is long ago in the other one.
            if (month > 12 || (year is > 1300 and < 1500 && hints.Language?.StartsWith("fa", StringComparison.OrdinalIgnoreCase) == true))
            {
                return year is > 1300 and < 1500 ? Persian.ToDateTime(year, month > 12 ? month - 12 : month, day, 0, 0, 0, 0) : null;
            }

            if (year is >= 2400 and <= 2700
                && (fields.IsBuddhist || hints.Language?.StartsWith("th", StringComparison.OrdinalIgnoreCase) == true))
            {
                year -= 543;
            }

            return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
                ? new DateTime(year, month, day) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static WrittenDate Of(DateTime? date, TimeSpan time, DateFields fields)
    {
        if (date is not { Year: > 1 and < 9999 } day)
        {
            return WrittenDate.Unread;
        }

        var local = day + time;
        var offset = fields.Offset ?? (fields.Zone is { } zone ? zone.GetUtcOffset(local)
            : fields.IsKorean ? TimeSpan.FromHours(9) : TimeSpan.Zero);
        return new WrittenDate(new DateTimeOffset(local, offset).ToUniversalTime());
    }
}
