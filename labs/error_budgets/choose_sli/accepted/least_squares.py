def choose_sli(days):
    names = list(days[0].readings)
    total = dict.fromkeys(names, 0.0)
    for day in days:
        for name in names:
            good, valid = day.readings[name]
            total[name] += ((valid - good) / valid - day.felt) ** 2
    best = names[0]
    for name in names[1:]:
        if total[name] < total[best]:
            best = name
    return best
